//! Substitution groups: a choice of the members.

use super::common::*;
use super::derived::Cat;

types! {
    pub enum Vehicle { Car(Cat), Bike(i32) }
    pub struct Fleet { pub vehicle: Vec<Vehicle>, pub main: Vehicle }
}
wire! { Vehicle: Bike = A "vehicle" choice { Car "car", Bike "bike" @B } }
wire! { Fleet = A "Fleet" seq ordered { vehicle "vehicle" group opt many = of::<Vehicle>().occurs(0, 1), main "vehicle" group = of::<Vehicle>() } }
#[test]
fn substitution() {
    round(
        &r("<car><lives>1</lives></car><b:bike>2</b:bike>"),
        Fleet {
            vehicle: vec![Vehicle::Car(Cat { lives: 1 })],
            main: Vehicle::Bike(2),
        },
    );
}
