//! What a piece of work was ordered to do, and how two orders differ.

use std::collections::BTreeSet;

use serde_json::Value;

/// The most differences that are told.
const MOST_TOLD: usize = 5;

/// How two orders differ, in words for people; empty if they ask for the same.
pub(super) fn differences(before: &str, now: &str) -> String {
    if before == now {
        return String::new();
    }
    let mut told = Vec::new();
    match (serde_json::from_str(before), serde_json::from_str(now)) {
        (Ok(before), Ok(now)) => compare("", Some(&before), Some(&now), &mut told),
        _ => told.push("the order cannot be read".to_owned()),
    }
    let more = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    told.join(", ")
}

fn compare(key: &str, before: Option<&Value>, now: Option<&Value>, told: &mut Vec<String>) {
    match (before, now) {
        (Some(Value::Object(before)), Some(Value::Object(now))) => {
            let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
            for name in names {
                let inner = match key {
                    "" => name.clone(),
                    key => format!("{key}.{name}"),
                };
                compare(&inner, before.get(name), now.get(name), told);
            }
        }
        (before, now) if before != now => {
            let word = |value: Option<&Value>| {
                value.map_or_else(|| "nothing".to_owned(), ToString::to_string)
            };
            told.push(format!("`{key}` was {} and is {}", word(before), word(now)));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_order_has_no_differences() {
        assert_eq!(differences(r#"{"seed":1}"#, r#"{ "seed": 1 }"#), "");
    }

    #[test]
    fn each_difference_names_its_key_and_both_values() {
        let before = r#"{"seed":1,"days":10,"settings":{"movement":{"camp_weight":2.0}}}"#;
        let now =
            r#"{"seed":1,"branch":"truce","days":12,"settings":{"movement":{"camp_weight":3.5}}}"#;
        insta::assert_snapshot!(differences(before, now), @r#"`branch` was nothing and is "truce", `days` was 10 and is 12, `settings.movement.camp_weight` was 2.0 and is 3.5"#);
    }

    #[test]
    fn of_many_differences_the_first_are_told() {
        let order = |n: u32| {
            let entries: Vec<String> = (0..8).map(|key| format!(r#""k{key}":{n}"#)).collect();
            format!("{{{}}}", entries.join(","))
        };
        let told = differences(&order(1), &order(2));
        assert!(told.ends_with("`k4` was 1 and is 2, and 3 more"), "{told}");
        assert!(!differences("torn", "{}").is_empty());
    }
}
