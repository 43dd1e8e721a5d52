//! What an event acts on, or an observation speaks of: places and links by name.

use refuge_core::network::{LinkId, Network};
use refuge_core::place::{Country, PlaceId, PlaceKind};

use super::places::Atlas;
use crate::problem::{Problem, Problems, all_of, nearest};
use crate::row::Cell;

/// What names are looked up in.
#[derive(Clone, Copy)]
pub(super) struct Map<'m> {
    pub(super) atlas: &'m Atlas,
    pub(super) network: &'m Network,
    pub(super) home: Option<Country>,
    /// Whether every place and route was understood; if not, what is absent says nothing.
    pub(super) is_whole: bool,
}

impl Map<'_> {
    /// The places that a cell lists with `;`: ids, country codes, `admin1:NAME`, or `*` for the
    /// home country. Of groups, only those that `fits` are meant; they ascend.
    pub(super) fn places(
        &self,
        cell: Cell<'_>,
        fits: impl Fn(PlaceKind) -> bool,
        problems: &mut Problems,
    ) -> Option<Vec<PlaceId>> {
        let mut places = Vec::new();
        let mut understood = true;
        for term in cell.text.split(';').map(str::trim) {
            if term == "*" && self.home.is_none() {
                understood = false;
            } else if let Some(group) = self.group(term) {
                let group: Vec<PlaceId> = group.filter(|&p| fits(self.kind(p))).collect();
                if group.is_empty() && self.is_whole {
                    problems.add(
                        cell.error(format!("No place belongs to `{term}`."))
                            .suggest(self.nearest_admin1(term).as_deref()),
                    );
                }
                understood &= !group.is_empty();
                places.extend(group);
            } else if let Some(admin1) = self.admin1_named(term) {
                understood = false;
                problems.add(
                    cell.error(format!("`{term}` is a first-level unit, no place."))
                        .help(format!("Write `admin1:{admin1}` for every place in it.")),
                );
            } else {
                let place = self.atlas.find(term, cell, problems);
                understood &= place.is_some();
                places.extend(place);
            }
        }
        places.sort_unstable();
        places.dedup();
        understood.then_some(places)
    }

    /// The places of a term that names a group of them; an id comes first.
    fn group(&self, term: &str) -> Option<Box<dyn Iterator<Item = PlaceId> + '_>> {
        let of_country = |country: Country| {
            let places = self.atlas.ids();
            Box::new(places.filter(move |&p| self.atlas.place(p).country == country))
        };
        if self.atlas.has(term) {
            None
        } else if term == "*" {
            Some(of_country(self.home?))
        } else if let Some(admin1) = term.strip_prefix("admin1:") {
            let admin1 = admin1.trim().to_owned();
            let places = self.atlas.ids();
            Some(Box::new(
                places.filter(move |&p| self.atlas.place(p).admin1 == admin1),
            ))
        } else {
            Some(of_country(self.country(term)?))
        }
    }

    /// The links of roads: `a->b` for one direction, `a<->b` for both; several with `;`.
    pub(super) fn roads(&self, cell: Cell<'_>, problems: &mut Problems) -> Option<Vec<LinkId>> {
        self.each_way(cell, problems, |way, problems| match way {
            Way::Between(from, to, both) => {
                let ends = (
                    self.atlas.find(from, cell, problems),
                    self.atlas.find(to, cell, problems),
                );
                let (from, to) = (ends.0?, ends.1?);
                Some(self.links(|a, b| (a, b) == (from, to) || both && (b, a) == (from, to)))
            }
            Way::Point(_) => {
                problems
                    .add(cell.expected("a road such as `a->b`, or `a<->b` for both directions"));
                None
            }
        })
    }

    /// The links over borders: `AAA->BBB` for countries, or the id of a crossing; several with `;`.
    pub(super) fn borders(&self, cell: Cell<'_>, problems: &mut Problems) -> Option<Vec<LinkId>> {
        self.each_way(cell, problems, |way, problems| match way {
            Way::Between(from, to, both) => {
                let mut find = |code| {
                    let country = self.country(code);
                    if country.is_none() && self.is_whole {
                        problems.add(self.unknown_country(cell, code));
                    }
                    country
                };
                let ends = (find(from), find(to));
                let ends = (ends.0?, ends.1?);
                Some(self.links(|a, b| {
                    let way = (self.atlas.place(a).country, self.atlas.place(b).country);
                    way == ends || both && (way.1, way.0) == ends
                }))
            }
            Way::Point(code) if self.names_country(code) => {
                problems.add(
                    cell.error(format!(
                        "`{code}` is a country, and a border lies between two."
                    ))
                    .help("Name two countries such as `SYR->TUR`, or a crossing."),
                );
                None
            }
            Way::Point(id) => {
                if let Some(border) = self.border_meant(id) {
                    let wanted = "two countries such as `SYR->TUR`, or a crossing";
                    problems.add(cell.expected(wanted).help(format!("Write `{border}`.")));
                    return None;
                }
                let crossing = self.atlas.find(id, cell, problems)?;
                if self.kind(crossing) != PlaceKind::Crossing {
                    problems.add(
                        cell.error(format!(
                            "`{id}` is a {}, no crossing.",
                            self.kind(crossing).word()
                        ))
                        .help("Name a crossing, or two countries such as `SYR->TUR`."),
                    );
                    return None;
                }
                Some(self.at_crossing(crossing))
            }
        })
    }

    /// Links at a crossing that change country; all links at it, if it has none of these.
    fn at_crossing(&self, crossing: PlaceId) -> Vec<LinkId> {
        let touches = |a, b| a == crossing || b == crossing;
        let abroad = self.links(|a, b| {
            touches(a, b) && self.atlas.place(a).country != self.atlas.place(b).country
        });
        if abroad.is_empty() {
            self.links(touches)
        } else {
            abroad
        }
    }

    /// Gathers the links of every way that a cell names.
    fn each_way(
        &self,
        cell: Cell<'_>,
        problems: &mut Problems,
        links: impl Fn(Way<'_>, &mut Problems) -> Option<Vec<LinkId>>,
    ) -> Option<Vec<LinkId>> {
        let mut all = Vec::new();
        let mut understood = true;
        for term in cell.text.split(';').map(str::trim) {
            match links(Way::of(term), problems) {
                Some(found) if found.is_empty() => {
                    if self.is_whole {
                        problems.add(cell.error(format!("No route leads along `{term}`.")));
                    }
                    understood = false;
                }
                Some(found) => all.extend(found),
                None => understood = false,
            }
        }
        all.sort_unstable();
        all.dedup();
        understood.then_some(all)
    }

    fn links(&self, meant: impl Fn(PlaceId, PlaceId) -> bool) -> Vec<LinkId> {
        let links = self.network.links().iter().enumerate();
        links
            .filter(|(_, link)| meant(link.from, link.to))
            .map(|(index, _)| LinkId(index as u32))
            .collect()
    }

    fn kind(&self, place: PlaceId) -> PlaceKind {
        self.atlas.place(place).kind
    }

    /// A country that some place lies in.
    fn country(&self, code: &str) -> Option<Country> {
        let country = Country::new(code)?;
        let mut places = self.atlas.places.iter();
        places
            .any(|place| place.country == country)
            .then_some(country)
    }

    /// Whether a text is the code of a country, in letters of either case, and no id.
    fn names_country(&self, text: &str) -> bool {
        !self.atlas.has(text) && self.country(&text.to_uppercase()).is_some()
    }

    /// The first-level unit that a text names without `admin1:`, if no id is written like it.
    fn admin1_named(&self, text: &str) -> Option<&str> {
        let alike = |known: &str| known.to_lowercase() == text.to_lowercase();
        let places = || self.atlas.places.iter();
        let mut admin1 = places().map(|place| place.admin1.as_str());
        let unit = admin1.find(|admin1| !text.is_empty() && alike(admin1))?;
        (!places().any(|place| alike(&place.id))).then_some(unit)
    }

    /// Two countries with something else than an arrow between them, as a border is written.
    fn border_meant(&self, text: &str) -> Option<String> {
        let between = |c: char| !c.is_alphanumeric();
        let (from, to) = text.split_once(between)?;
        let to = to.trim_start_matches(between);
        let are_countries = self.names_country(from) && self.names_country(to);
        (are_countries && !text.contains('<') && !self.atlas.has(text))
            .then(|| format!("{}->{}", from.to_uppercase(), to.to_uppercase()))
    }

    fn unknown_country(&self, cell: Cell<'_>, code: &str) -> Problem {
        let known = self.atlas.countries();
        let problem = cell.error(format!("No place lies in a country `{code}`."));
        match nearest(code, known.iter().copied()) {
            Some(near) => problem.suggest(Some(near)),
            None => problem.help(format!(
                "The countries of the places are {}.",
                all_of(known)
            )),
        }
    }

    fn nearest_admin1(&self, term: &str) -> Option<String> {
        let written = term.strip_prefix("admin1:")?;
        let known = self.atlas.places.iter().map(|place| place.admin1.as_str());
        Some(format!("admin1:{}", nearest(written.trim(), known)?))
    }
}

/// A target of links as written.
enum Way<'t> {
    /// From one to the other, and back if the last is true.
    Between(&'t str, &'t str, bool),
    Point(&'t str),
}

impl<'t> Way<'t> {
    fn of(term: &'t str) -> Self {
        if let Some((from, to)) = term.split_once("<->") {
            Self::Between(from.trim(), to.trim(), true)
        } else if let Some((from, to)) = term.split_once("->") {
            Self::Between(from.trim(), to.trim(), false)
        } else {
            Self::Point(term)
        }
    }
}
