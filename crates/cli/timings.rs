//! The table that `--timings` asks for.

/// Seconds and share of each stage, and the time on the clock, set off by an empty line.
pub(crate) fn table(stages: &[(String, f64)], wall_s: f64) -> String {
    let spent: f64 = stages.iter().map(|(_, seconds)| seconds).sum();
    let width = stages
        .iter()
        .map(|(name, _)| name.len())
        .fold(5, usize::max);
    let row = |(name, seconds): &(String, f64)| {
        let share = if spent > 0.0 {
            100.0 * seconds / spent
        } else {
            0.0
        };
        format!("{name:width$} {seconds:8.3}  {share:5.1}%")
    };
    let mut lines = vec![
        String::new(),
        format!("{:width$}  seconds   share", "stage"),
    ];
    lines.extend(stages.iter().map(row));
    lines.push(format!("{:width$} {wall_s:8.3}", "clock"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_time_spent_in_all_stages() {
        let stages = [("load", 0.25), ("move", 0.5), ("write", 0.25)];
        let stages = stages.map(|(name, seconds)| (name.to_owned(), seconds));
        insta::assert_snapshot!(table(&stages, 0.8), @r"
        stage  seconds   share
        load     0.250   25.0%
        move     0.500   50.0%
        write    0.250   25.0%
        clock    0.800
        ");
    }

    #[test]
    fn no_time_spent_has_no_share() {
        assert!(table(&[("load".to_owned(), 0.0)], 0.0).contains("0.0%"));
    }
}
