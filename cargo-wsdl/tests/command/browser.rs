//! The pages in a browser: what a person sees and does, wide and narrow, in light and in dark.

use serde_json::{Value, json};

use crate::devtools::Browser;
use crate::serve::Served;
use crate::support::{command_web_service, expected};

/// The least contrast of any text with what is behind it (WCAG 2.1, section 1.4.3), and the text.
const CONTRAST: &str = r#"(() => {
  const parse = c => c.match(/[\d.]+/g).map(Number);
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  let least = [21, ''];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !e.checkVisibility() || e.matches('.skip')) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least[0]) least = [ratio, e.tagName + ' ' + e.textContent.slice(0, 40)];
  }
  return least;
})()"#;

/// What a person who uses no mouse or no eyes would miss.
const MISSING: &str = r#"[
  ...[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !e.labels.length).map(e => 'no label: ' + e.outerHTML),
  ...[...document.querySelectorAll('pre')].filter(e => e.tabIndex !== 0 || !e.ariaLabel).map(e => 'not to be scrolled by keys: ' + e.outerHTML.slice(0, 80)),
  ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
  ...(document.documentElement.lang ? [] : ['no language']),
  ...(document.scripts.length ? ['a script'] : []),
  ...[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i).map(id => 'twice: ' + id),
]"#;

#[test]
fn the_pages_are_seen_and_used() {
    let Some(mut browser) = Browser::start("the pages in a browser") else {
        return;
    };
    let served = Served::start(&[&command_web_service()]);
    let base = format!("http://127.0.0.1:{}", served.port);
    browser.call("Page.enable", json!({}));

    // The list of operations leads to cancelJob.
    browser.open(&format!("{base}/"));
    let names = browser
        .evaluate("[...document.querySelectorAll('.operations dt')].map(e => e.textContent)");
    let names: Vec<&str> = names
        .as_array()
        .expect("names")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!((names.len(), names[2]), (11, "cancelJob"), "{names:?}");
    browser.evaluate("window.old = true; [...document.querySelectorAll('.operations a')].find(a => a.textContent === 'cancelJob').click()");
    browser.wait();

    // Its samples are those of the service's own page.
    let shown = browser.evaluate("[...document.querySelectorAll('.exchange')].filter(e => !e.closest('details')).map(e => [...e.querySelectorAll('pre')].map(p => p.textContent).join('\\n')).join('\\n\\n')");
    let page = expected("cancelJob.txt");
    let samples: Vec<&str> = page.split("POST ").skip(1).collect();
    let samples: Vec<String> = samples
        .iter()
        .map(|s| {
            format!(
                "POST {}",
                s.split("\n\nSOAP 1.2\n").next().unwrap_or(s).trim_end()
            )
        })
        .collect();
    assert_eq!(shown.as_str(), Some(&*samples.join("\n\n")));

    // The form cancels a job.
    browser.evaluate("for (const [i, v] of ['secret', 'space', 'job'].entries()) document.querySelector(`#field-b0\\\\.${i}`).value = v; window.old = true; document.querySelector('.test button').click()");
    browser.wait();
    let answer = browser.evaluate("document.querySelector('.answer').innerText");
    let answer = answer.as_str().expect("an answer").to_owned();
    assert!(answer.contains("HTTP/1.1 200 OK"), "{answer}");
    assert!(
        answer.contains("<cancelJobResult>true</cancelJobResult>"),
        "{answer}"
    );
    let sent = browser.evaluate("document.querySelector('.answer details pre').textContent");
    assert!(
        sent.as_str()
            .is_some_and(|s| s.contains("<jobToken>job</jobToken>")),
        "{sent}"
    );
    assert_eq!(
        browser.evaluate("document.querySelector('#field-b0\\\\.2').value"),
        "job"
    );

    // Every kind of page, in every light.
    let pages = [
        "/",
        "/operations/cancelJob.html",
        "/operations/publishData.html",
        "/types/CommandQueryResult.html",
    ];
    for (width, dark) in [(1280, false), (1280, true), (360, false), (360, true)] {
        browser.look(width, dark);
        for page in pages {
            browser.open(&format!("{base}{page}"));
            let at = format!("{page}, {width} wide, dark: {dark}");
            let over = browser.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assert!(
                over.as_f64().is_some_and(|o| o <= 0.0),
                "{at}: too wide by {over}"
            );
            let contrast = browser.evaluate(CONTRAST);
            assert!(
                contrast[0].as_f64().is_some_and(|c| c >= 4.5),
                "{at}: {contrast}"
            );
            assert_eq!(browser.evaluate(MISSING), json!([]), "{at}");
            // Not an empty sheet: that would be a few hundred bytes.
            let picture = browser.picture();
            assert!(picture.len() > 20_000, "{at}: {} characters", picture.len());
        }
    }
}
