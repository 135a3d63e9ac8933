package org.breakroom.demo;

import java.util.List;

/** What the fictional federation is made of: divisions, locals, schools' words, and one school charted person by person. */
final class Blueprint {
    static final String HARBORVIEW = "Harborview Elementary";

    private Blueprint() {}

    record Division(int id, String name) {}

    /**
     * @param kind what it organizes: decides jobs and what its worksites are called
     * @param talked share of members with a 1-on-1 this year, and so on: how far this local has come
     */
    record LocalPlan(
            int id,
            int number,
            String name,
            int division,
            Kind kind,
            String employer,
            int people,
            double talked,
            double acted,
            double activists,
            double carded) {
        private static final int APART = 100;
        private static final int NUMBERS_APART = 10_000;

        /** A local like this one, with an id and a number of its own. */
        LocalPlan again(int time) {
            return new LocalPlan(
                    id + time * APART,
                    number + time * NUMBERS_APART,
                    name,
                    division,
                    kind,
                    employer,
                    people,
                    talked,
                    acted,
                    activists,
                    carded);
        }
    }

    enum Kind {
        PARAS(
                List.of(
                        "Paraprofessional",
                        "ABA paraprofessional",
                        "1:1 paraprofessional",
                        "School secretary",
                        "Kitchen staff",
                        "Library aide",
                        "Custodian",
                        "Lunch aide",
                        "Bus monitor"),
                26),
        TEACHERS(
                List.of(
                        "Teacher, grade 1",
                        "Teacher, grade 3",
                        "Teacher, grade 5",
                        "Mathematics teacher",
                        "English teacher",
                        "Science teacher",
                        "Special education teacher",
                        "School counselor",
                        "Art teacher",
                        "School nurse"),
                52),
        FACULTY(
                List.of(
                        "Professor",
                        "Associate professor",
                        "Assistant professor",
                        "Adjunct instructor",
                        "Librarian",
                        "Academic advisor"),
                180),
        LIBRARY(List.of("Librarian", "Library assistant", "Children's librarian", "Branch head", "Page"), 24),
        HEALTH(
                List.of("Registered nurse", "Nursing assistant", "Respiratory therapist", "Social worker", "Clerk"),
                140),
        VOCATIONAL(
                List.of(
                        "Automotive instructor",
                        "Culinary instructor",
                        "Electrical instructor",
                        "Mathematics teacher",
                        "English teacher",
                        "Guidance counselor"),
                140),
        CHARTER(List.of("Lead teacher", "Associate teacher", "Special education teacher", "Dean of students"), 48),
        RETIREES(List.of("Retired teacher", "Retired paraprofessional", "Retired librarian"), 0);

        final List<String> jobs;
        /** About how many people a worksite has; 0 for people without one. */
        final int size;

        Kind(List<String> jobs, int size) {
            this.jobs = jobs;
            this.size = size;
        }
    }

    static final List<Division> DIVISIONS = List.of(
            new Division(1, "PreK–12 teachers"),
            new Division(2, "Paraprofessionals and school-related personnel"),
            new Division(3, "Higher education"),
            new Division(4, "Libraries and public employees"),
            new Division(5, "Retirees"));

    static final List<LocalPlan> LOCALS = List.of(
            new LocalPlan(
                    12,
                    9042,
                    "Harbor Paraprofessionals",
                    2,
                    Kind.PARAS,
                    "Harbor City Public Schools",
                    612,
                    .84,
                    .52,
                    .11,
                    .79),
            new LocalPlan(
                    13, 9017, "Valley Teachers", 1, Kind.TEACHERS, "Valley Regional Schools", 2140, .71, .55, .09, .74),
            new LocalPlan(
                    14,
                    9003,
                    "Mill City Educators",
                    1,
                    Kind.TEACHERS,
                    "Mill City Public Schools",
                    1806,
                    .64,
                    .49,
                    .10,
                    .66),
            new LocalPlan(
                    15,
                    9110,
                    "State College Faculty",
                    3,
                    Kind.FACULTY,
                    "Bay State College System",
                    934,
                    .39,
                    .31,
                    .05,
                    .41),
            new LocalPlan(
                    16,
                    9075,
                    "Public Library Staff",
                    4,
                    Kind.LIBRARY,
                    "Harbor City Public Library",
                    288,
                    .92,
                    .67,
                    .14,
                    .89),
            new LocalPlan(17, 9900, "Retirees Chapter", 5, Kind.RETIREES, "Retired members", 3021, .22, .58, .07, .30),
            new LocalPlan(
                    18,
                    9061,
                    "Bay Vocational Educators",
                    1,
                    Kind.VOCATIONAL,
                    "Bay Regional Vocational District",
                    418,
                    .77,
                    .48,
                    .08,
                    .69),
            new LocalPlan(
                    19,
                    9088,
                    "Lighthouse Charter Teachers",
                    1,
                    Kind.CHARTER,
                    "Lighthouse Charter School",
                    96,
                    .95,
                    .71,
                    .19,
                    .92),
            new LocalPlan(
                    20,
                    9005,
                    "Riverside Federation of Teachers",
                    1,
                    Kind.TEACHERS,
                    "Riverside Public Schools",
                    4350,
                    .58,
                    .44,
                    .07,
                    .55),
            new LocalPlan(
                    21,
                    9011,
                    "Northern Hills Teachers",
                    1,
                    Kind.TEACHERS,
                    "Northern Hills Schools",
                    3120,
                    .66,
                    .46,
                    .08,
                    .61),
            new LocalPlan(
                    22,
                    9120,
                    "Community College Professionals",
                    3,
                    Kind.FACULTY,
                    "Bay State Community Colleges",
                    2260,
                    .47,
                    .38,
                    .06,
                    .44),
            new LocalPlan(
                    23,
                    9048,
                    "Metro School-Related Personnel",
                    2,
                    Kind.PARAS,
                    "Metro Public Schools",
                    3980,
                    .62,
                    .43,
                    .08,
                    .58),
            new LocalPlan(
                    24,
                    9205,
                    "Shore Nurses and Health Staff",
                    4,
                    Kind.HEALTH,
                    "Shore Public Health",
                    1975,
                    .69,
                    .57,
                    .09,
                    .63));

    static final List<String> SCHOOL_WORDS = List.of(
            "Millbrook",
            "Cedar Hill",
            "Oak Grove",
            "Fieldstone",
            "Beacon Street",
            "Fairmount",
            "Pleasant Street",
            "Stony Brook",
            "Brookside",
            "Highland",
            "Lakeview",
            "Maple Ridge",
            "North Parish",
            "Old Mill",
            "Pine Knoll",
            "Quarry Hill",
            "Riverbend",
            "Salt Marsh",
            "Summit",
            "Tidewater",
            "Union Square",
            "Westfield Road",
            "Willow",
            "Wing Road",
            "Cove Road",
            "Long Pond",
            "Granite",
            "Heron",
            "Juniper",
            "Kestrel",
            "Larkspur",
            "Meadow",
            "Narrows",
            "Orchard",
            "Point Road",
            "Seaview",
            "Thornton",
            "Upland",
            "Vineyard Road",
            "Wharf Street");

    static final List<String> SCHOOL_KINDS = List.of("Elementary", "Middle School", "Academy", "High School");

    /** Places of Massachusetts, with about where they are. */
    record Town(String name, String zip, double latitude, double longitude) {}

    static final List<Town> TOWNS = List.of(
            new Town("New Bedford", "02740", 41.64, -70.93), new Town("Fall River", "02720", 41.70, -71.16),
            new Town("Lowell", "01850", 42.63, -71.32), new Town("Lawrence", "01840", 42.71, -71.16),
            new Town("Worcester", "01604", 42.26, -71.80), new Town("Springfield", "01103", 42.10, -72.59),
            new Town("Holyoke", "01040", 42.20, -72.61), new Town("Lynn", "01901", 42.47, -70.95),
            new Town("Quincy", "02169", 42.25, -71.00), new Town("Plymouth", "02360", 41.96, -70.67),
            new Town("Pittsfield", "01201", 42.45, -73.25), new Town("Gloucester", "01930", 42.62, -70.66));

    /** Her marks in order: 1-on-1, card, action, training. */
    record Charted(String area, String name, String job, int assessment, String marks, String mark) {}

    static final List<String> AREAS =
            List.of("First floor · K–2", "Second floor · 3–5", "Special education", "Office, kitchen, library");

    static final List<Charted> CHARTED = List.of(
            new Charted("First floor · K–2", "Rosa Medeiros", "Para, grade 2", 1, "1111", "rep"),
            new Charted("First floor · K–2", "Lena Ortiz", "Para, kindergarten", 1, "1111", "rep"),
            new Charted("First floor · K–2", "Marie Joseph", "Para, grade 1", 2, "1110", ""),
            new Charted("First floor · K–2", "Ann Souza", "Para, grade 1", 2, "1100", ""),
            new Charted("First floor · K–2", "Tomás Rivera", "Para, grade 2", 3, "1000", ""),
            new Charted("First floor · K–2", "Joan Pike", "Para, grade 2", 0, "0000", ""),
            new Charted("First floor · K–2", "Kelly Tran", "Para, kindergarten", 2, "1110", ""),
            new Charted("Second floor · 3–5", "Denise Arruda", "Para, grade 4", 3, "0010", ""),
            new Charted("Second floor · 3–5", "Paul Gomes", "Para, grade 3", 2, "1110", ""),
            new Charted("Second floor · 3–5", "Ivone Barros", "Para, grade 5", 2, "1100", ""),
            new Charted("Second floor · 3–5", "Mark Lyons", "Para, grade 5", 4, "1000", ""),
            new Charted("Second floor · 3–5", "Sara Ali", "Para, grade 3", 0, "0000", ""),
            new Charted("Second floor · 3–5", "Bea Furtado", "Para, grade 4", 1, "1111", "leader"),
            new Charted("Second floor · 3–5", "Nina Cole", "Para, grade 5", 2, "1110", ""),
            new Charted("Special education", "Gloria Reyes", "ABA para", 2, "1111", ""),
            new Charted("Special education", "Dan Whitcomb", "1:1 para", 3, "1000", ""),
            new Charted("Special education", "Fatou Diallo", "ABA para", 2, "1110", ""),
            new Charted("Special education", "Chris Ng", "1:1 para", 0, "0000", ""),
            new Charted("Special education", "Helen Braga", "Life skills para", 5, "1000", ""),
            new Charted("Special education", "Yvette Paul", "1:1 para", 2, "1110", ""),
            new Charted("Special education", "Rui Costa", "1:1 para", 0, "0000", ""),
            new Charted("Office, kitchen, library", "Pat Horan", "Secretary", 2, "1100", ""),
            new Charted("Office, kitchen, library", "Lucia Melo", "Kitchen staff", 3, "0000", ""),
            new Charted("Office, kitchen, library", "Omar Haddad", "Library aide", 1, "1111", "leader"),
            new Charted("Office, kitchen, library", "Edna Silva", "Kitchen staff", 2, "1110", ""),
            new Charted("Office, kitchen, library", "Bill Roach", "Custodian", 0, "0000", ""),
            new Charted("Office, kitchen, library", "Jo Amaral", "Secretary", 2, "1100", ""),
            new Charted("Office, kitchen, library", "Thuy Le", "Lunch aide", 0, "0000", ""));

    static final List<String> ISSUES = List.of("Wages", "Staffing", "Safety", "Health plan", "Respect", "Workload");
    static final List<String> ASKS =
            List.of("Sign the card", "10-minute meeting", "Bring a coworker", "101 training", "Rally");
    static final List<String> NOTES = List.of(
            "Works a second job Tuesdays and Thursdays. Call after 7.",
            "Wants to know what the health plan costs next year.",
            "Would speak at a meeting if someone goes with her.",
            "Had a bad grievance two years ago and still thinks about it.",
            "Knows everyone on the second floor.",
            "Asked what happened with the staffing letter.");
}
