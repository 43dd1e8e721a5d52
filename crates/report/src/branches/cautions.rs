//! What keeps differences between branches from being those of a policy alone.

/// The onset that follows an observed series.
const PRESCRIBED: &str = "prescribed";

/// Sentences on how branches find the number of people who flee; `modes` are the branches' names, each
/// with its `onset.mode`.
pub(crate) fn cautions(modes: &[(&str, &str)]) -> Vec<String> {
    let followers: Vec<&str> = modes
        .iter()
        .filter(|(_, mode)| *mode == PRESCRIBED)
        .map(|(name, _)| *name)
        .collect();
    let mut cautions = Vec::new();
    if modes.iter().any(|(_, mode)| *mode != modes[0].1) {
        let each: Vec<String> = modes
            .iter()
            .map(|(name, mode)| format!("`{mode}` in {name}"))
            .collect();
        cautions.push(format!(
            "The branches find the number of people who flee in different ways (`onset.mode` is {}), so that part of what differs comes from that and not from the policy: compare branches of the same way.",
            each.join(", ")
        ));
    }
    if !followers.is_empty() {
        cautions.push(format!(
            "The number of people displaced follows the observed counts in {}: no policy can change it there, and that it is equal is no result.",
            followers.join(", ")
        ));
    }
    cautions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_that_follow_the_counts_or_differ_in_onset_are_told() {
        assert!(cautions(&[("main", "hazard"), ("truce", "hazard")]).is_empty());
        let told = cautions(&[("main", "prescribed"), ("truce", "hazard")]);
        insta::assert_snapshot!(told.join("\n"), @r"
        The branches find the number of people who flee in different ways (`onset.mode` is `prescribed` in main, `hazard` in truce), so that part of what differs comes from that and not from the policy: compare branches of the same way.
        The number of people displaced follows the observed counts in main: no policy can change it there, and that it is equal is no result.
        ");
    }
}
