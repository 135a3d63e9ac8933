package org.breakroom.matching;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    static Truth read(Path file) throws IOException {
        try (var csv = CsvReader.builder().ofCsvRecord(file)) {
            var rows = csv.stream().map(r -> r.getFields()).toList();
            var headings = rows.getFirst().stream().map(PersonName::fold).toList();
            int cluster = headings.indexOf("cluster");
            var body = rows.subList(1, rows.size());
            if (cluster < 0) {
                return new Truth(body.stream()
                        .map(r -> r.get(0).strip() + "\t" + r.get(1).strip())
                        .collect(Collectors.toSet()));
            }
            int id = Math.max(0, Math.max(headings.indexOf("id"), headings.indexOf("unique id")));
            var clusters = new HashMap<String, String>();
            body.forEach(r -> clusters.put(r.get(id).strip(), r.get(cluster).strip()));
            return new Truth(pairsOf(clusters));
        }
    }

    /** Every pair of one cluster, the smaller id first. */
    static Set<String> pairsOf(Map<String, String> clusters) {
        var members = clusters.keySet().stream().sorted(Linker::byId).collect(Collectors.groupingBy(clusters::get));
        var pairs = new HashSet<String>();
        for (List<String> ids : members.values()) {
            for (int i = 0; i < ids.size(); i++) {
                for (int j = i + 1; j < ids.size(); j++) {
                    pairs.add(ids.get(i) + "\t" + ids.get(j));
                }
            }
        }
        return pairs;
    }

    static Set<String> pairsOf(Collection<Link> links) {
        return links.stream().map(l -> l.left() + "\t" + l.right()).collect(Collectors.toSet());
    }

    Figures judge(Set<String> found) {
        double right = found.stream().filter(pairs::contains).count();
        double precision = found.isEmpty() ? 1 : right / found.size();
        double recall = pairs.isEmpty() ? 1 : right / pairs.size();
        return new Figures(precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
}
