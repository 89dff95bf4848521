// node-soap with a guard: who calls must send a UsernameToken (WS-Security UsernameToken Profile 1.1), its digest right and its
// nonce new. Loopback only.
const http = require('http'), fs = require('fs'), path = require('path');
const soap = require(path.join(process.env.NODE_SOAP_MODULES, 'soap'));
const port = Number(process.argv[2]);
const wsdl = fs.readFileSync(process.env.WSDL, 'utf8').replace(/127\.0\.0\.1:8080/g, '127.0.0.1:' + port);

const text = (value) => (value && value.$value !== undefined ? value.$value : value);
const seen = new Set();
function known(security) {
  const token = security && security.UsernameToken;
  if (!token || text(token.Username) !== 'bob') return false;
  const [kind, given] = [token.Password.attributes.Type, text(token.Password)];
  if (kind.endsWith('#PasswordText')) return given === 'secret12';
  const [nonce, created] = [text(token.Nonce), text(token.Created)];
  if (seen.has(nonce) || Math.abs(Date.now() - Date.parse(created)) > 300000) return false;
  seen.add(nonce);
  const expires = security.Timestamp && Date.parse(text(security.Timestamp.Expires));
  if (expires !== undefined && !(expires > Date.now())) return false;
  return kind.endsWith('#PasswordDigest') && given === soap.passwordDigest(nonce, created, 'secret12');
}

const operations = { cancelJob: () => ({ cancelJobResult: true }) };
const services = { CommandWebService: { CommandWebServiceSoap: operations, CommandWebServiceSoap12: operations } };
const server = http.createServer((request, response) => { response.statusCode = 404; response.end(); });
server.listen(port, '127.0.0.1', () => {
  const listening = soap.listen(server, '/CommandWebService.asmx', services, wsdl, () => console.log('READY http://127.0.0.1:' + port + '/'));
  listening.authenticate = known;
});
process.on('SIGTERM', () => process.exit(0));
