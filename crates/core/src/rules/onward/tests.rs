//! Tests of who moves on, and at what rate.

use super::*;
use crate::synthetic;
use jiff::civil::date;

fn settings(news_days: u32, season: &[f64]) -> settings::Onward {
    settings::Onward {
        rate: 0.002,
        news_factor: 50.0,
        news_days,
        season: season.to_vec(),
        ..settings::Onward::default()
    }
}

fn after(crossed: &[u32]) -> Onward {
    Onward {
        goals: vec![false, true],
        sources: vec![true, false],
        entries: vec![LinkId(0)],
        leads_on: vec![true, true],
        there: 1_000,
        willing_below: SERIALS / 4,
        spread: Vec::new(),
        crossed: crossed.to_vec(),
    }
}

#[test]
fn the_rate_is_that_of_the_month_and_grows_with_word_of_those_who_made_it() {
    let summer = [0.5, 0.5, 0.5, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0, 0.5];
    let at = |month, news| rate(&settings(30, &summer), month, news);
    assert_eq!([at(1, 0.0), at(7, 0.0)], [0.001, 0.004]);
    // A tenth of all made it: 1 + 50 x 0.1 = 6 times as many follow.
    assert!((at(7, 0.1) - 0.024).abs() < 1e-15);
    let half = settings::Onward {
        willing: 0.5,
        ..settings(30, &[])
    };
    assert_eq!(rate(&half, 12, 0.0), 0.004);
    let nobody = settings::Onward {
        willing: 0.0,
        ..half
    };
    assert_eq!(rate(&nobody, 12, 0.0), 0.0);
}

#[test]
fn news_is_that_of_the_last_days_before_the_week() {
    let onward = after(&[10, 20, 0, 0, 0, 0, 30, 900, 900, 900, 900, 900, 900, 40, 7]);
    let news = |news_days, day| onward.news(&settings(news_days, &[]), day);
    assert_eq!(news(30, 6), 0.0, "there is none in the first week");
    // 10 + 20 + 30 of 1,000, all through the second week.
    assert_eq!([7, 10, 13].map(|day| news(30, day)), [0.06; 3]);
    assert_eq!(news(1, 7), 0.03);
    // The last two of fourteen days: 900 + 40.
    assert_eq!(news(2, 14), 0.94);
    let empty = Onward {
        there: 0,
        ..onward.clone()
    };
    assert_eq!(empty.news(&settings(30, &[]), 14), 0.0);
}

#[test]
fn the_rate_falls_with_the_weather_and_is_that_of_places_people_move_on_from() {
    let mut world = synthetic::world(0, 2, 3);
    world.settings.onward = settings(30, &[]);
    let storm = Circumstances {
        weather: 0.75,
        ..Circumstances::quiet(&world.places[0])
    };
    let onward = after(&[]);
    let rate = |place, status| onward.rate(&world, PlaceId(place), status, &storm);
    let rates = Status::ALL.map(|status| rate(0, status));
    assert_eq!(rates, [0.0005, 0.0005, 0.0, 0.0]);
    assert_eq!(rate(1, Status::Hosted), 0.0);
}

#[test]
fn a_quarter_of_the_households_would_go_wherever_their_serial_numbers_begin() {
    let onward = after(&[]);
    for first in [0, 1_000, 123_456_789] {
        let willing = (first..first + 1_000).filter(|&serial| onward.would_go(serial));
        let willing = willing.count();
        assert!((249..=251).contains(&willing), "{willing} from {first}");
    }
    let all = Onward {
        willing_below: SERIALS,
        ..onward
    };
    assert!([0, 1, u32::MAX].iter().all(|&serial| all.would_go(serial)));
}

#[test]
fn what_varies_is_drawn_for_each_month_and_is_1_on_average() {
    let draws = Draws::new(1, 0);
    // From 20 January on: 12 days of it, 29 of February, 31 of March.
    let calendar = Calendar::new(date(2020, 1, 20), 72).unwrap();
    let of_days = spread(0.3, calendar, &draws);
    let months = of_days.chunk_by(|a, b| a == b).map(<[f64]>::len);
    assert_eq!(months.collect::<Vec<_>>(), [12, 29, 31]);
    assert_eq!(
        spread(0.3, Calendar::new(date(2020, 1, 20), 5).unwrap(), &draws),
        of_days[..5]
    );
    assert_eq!(spread(0.0, calendar, &draws), [1.0; 72]);
    let firsts = (0..20_000).map(|replicate| spread(0.3, calendar, &Draws::new(1, replicate))[0]);
    let logs: Vec<f64> = firsts.map(f64::ln).collect();
    let mean = logs.iter().sum::<f64>() / 20_000.0;
    let squares = logs
        .iter()
        .map(|log| (log - mean) * (log - mean))
        .sum::<f64>()
        / 20_000.0;
    assert!(
        (mean + 0.045).abs() < 0.01 && (squares - 0.09).abs() < 0.003,
        "{mean} {squares}"
    );
}
