package org.breakroom.matching;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.breakroom.kernel.PersonName;

/** Which pairs are one person, from a file that knows: of pairs of ids, or of an id and a cluster a row. */
final class Truth {
    private final Set<String> pairs;

    private Truth(Set<String> pairs) {
        this.pairs = pairs;
    }

    /** How right a set of pairs is. */
    record Figures(double precision, double recall, double f1) {}

    /** @param within whether the pairs are of one file, so that it makes no difference which is named first */
    static Truth read(Path file, boolean within) throws IOException {
        try (var csv = CsvReader.builder().ofCsvRecord(file)) {
            var rows = csv.stream().map(r -> r.getFields()).toList();
            var headings = rows.getFirst().stream().map(PersonName::fold).toList();
            int cluster = headings.indexOf("cluster");
            var body = rows.subList(1, rows.size());
            if (cluster < 0) {
                return new Truth(body.stream()
                        .map(r -> pair(r.get(0).strip(), r.get(1).strip(), within))
                        .collect(Collectors.toSet()));
            }
            int id = Math.max(0, Math.max(headings.indexOf("id"), headings.indexOf("unique id")));
            return new Truth(pairsOf(body.stream()
                    .map(r -> new Linker.Clustered(
                            r.get(id).strip(), r.get(cluster).strip()))
                    .toList()));
        }
    }

    private static String pair(String one, String other, boolean within) {
        return within && one.compareTo(other) > 0 ? other + "\t" + one : one + "\t" + other;
    }

    /** Every pair of one cluster. */
    static Set<String> pairsOf(Collection<Linker.Clustered> clustered) {
        var members = clustered.stream()
                .collect(Collectors.groupingBy(
                        Linker.Clustered::cluster, Collectors.mapping(Linker.Clustered::id, Collectors.toList())));
        var pairs = new HashSet<String>();
        for (List<String> ids : members.values()) {
            for (int i = 0; i < ids.size(); i++) {
                for (int j = i + 1; j < ids.size(); j++) {
                    pairs.add(pair(ids.get(i), ids.get(j), true));
                }
            }
        }
        return pairs;
    }

    static Set<String> pairsOf(List<Link> links, boolean within, Predicate<Link> which) {
        return links.stream()
                .filter(which)
                .map(l -> pair(l.left(), l.right(), within))
                .collect(Collectors.toSet());
    }

    Figures judge(Set<String> found) {
        double right = found.stream().filter(pairs::contains).count();
        double precision = found.isEmpty() ? 1 : right / found.size();
        double recall = pairs.isEmpty() ? 1 : right / pairs.size();
        return new Figures(precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
}
