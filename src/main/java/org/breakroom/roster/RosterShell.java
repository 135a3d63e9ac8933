package org.breakroom.roster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Ids;
import org.breakroom.list.ListFile;
import org.breakroom.list.Workbook;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The roster's commands of the shell: what the pages do, as that local's officer, recorded as 'shell'. */
@Component
public class RosterShell {
    private final Applier applier;
    private final RosterImports imports;
    private final ErrorFile errors;
    private final Locals locals;
    private final TransactionTemplate transaction;
    private final Messages messages;
    private final JsonMapper json;
    private final Path data;

    RosterShell(
            Applier applier,
            RosterImports imports,
            ErrorFile errors,
            Locals locals,
            TransactionTemplate transaction,
            Messages messages,
            JsonMapper json,
            @Value("${breakroom.data}") String data) {
        this.applier = applier;
        this.imports = imports;
        this.errors = errors;
        this.locals = locals;
        this.transaction = transaction;
        this.messages = messages;
        this.json = json;
        this.data = Path.of(data);
    }

    /** What was asked for on the command line. */
    public record Order(
            String verb,
            int local,
            @Nullable Path file,
            @Nullable String employer,
            @Nullable Path map,
            boolean partial,
            @Nullable String list) {}

    /** A command that cannot be done; the message is a sentence for the one at the shell. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String sentence) {
            super(sentence);
        }
    }

    /** Carries an order out and returns its figures, in the order they are printed. */
    public Map<String, @Nullable Object> run(Order order) {
        var local = locals.findByNumber(order.local())
                .orElseThrow(() -> new Unfit(messages.text("en", "shell.noLocal", String.valueOf(order.local()))));
        var viewer = Viewer.shell(local.id());
        try {
            return viewer.call(() -> switch (order.verb()) {
                case "preview" -> transaction.execute(t -> figures(local, plan(viewer, local, order)));
                case "apply" -> apply(viewer, local, order);
                case "undo" -> undo(viewer, local, order);
                default -> throw new Unfit(messages.text("en", "shell.rosterVerb"));
            });
        } catch (Refused refused) {
            throw new Unfit(String.valueOf(refused.getMessage()));
        }
    }

    private Map<String, @Nullable Object> apply(Viewer viewer, Local local, Order order) {
        return transaction.execute(t -> {
            var id = plan(viewer, local, order);
            applier.apply(viewer, local, id);
            return figures(local, id);
        });
    }

    private UUID plan(Viewer viewer, Local local, Order order) {
        try {
            var file = read(order.file());
            var columns = columns(file, order.map());
            if (columns.stream().noneMatch(Column::isName)) {
                throw new Unfit(messages.text("en", "roster.noNameColumn"));
            }
            var employer = order.employer() == null ? RosterImportController.employerOf(file.name()) : order.employer();
            var id = imports.upload(viewer, local, file, columns, employer, order.partial(), "MEMBER");
            applier.plan(local, id);
            return id;
        } catch (ListFile.Unreadable refused) {
            throw new Unfit(messages.text("en", refused.key()));
        }
    }

    private ListFile read(@Nullable Path path) throws ListFile.Unreadable {
        if (path == null || !Files.isRegularFile(path)) {
            throw new Unfit(messages.text("en", "shell.noFile", String.valueOf(path)));
        }
        try {
            if (Files.size(path) > ListFile.BYTES_MAX) {
                throw new Unfit(messages.text("en", "list.refused.large"));
            }
            return ListFile.read(path.getFileName().toString(), Files.readAllBytes(path), Workbook.Choice.GUESSED)
                    .withoutNever();
        } catch (IOException e) {
            throw new Unfit(messages.text("en", "shell.noFile", path.toString()));
        }
    }

    /** A map file is a JSON object from heading to meaning; what it does not name stays as guessed. */
    private List<Column> columns(ListFile file, @Nullable Path map) {
        var columns = new ArrayList<>(Column.guess(file));
        if (map == null) {
            return columns;
        }
        try {
            var meanings = json.readValue(Files.readString(map), LinkedHashMap.class);
            for (var entry : ((Map<?, ?>) meanings).entrySet()) {
                int at = file.headings().indexOf(String.valueOf(entry.getKey()));
                var column = Column.read(String.valueOf(entry.getValue()));
                if (at < 0 || column.isEmpty()) {
                    throw new Unfit(messages.text(
                            "en", "shell.badMap", String.valueOf(entry.getKey()), String.valueOf(entry.getValue())));
                }
                columns.set(at, DangerousData.heading(file.headings().get(at)) ? Column.LEAVE_OUT : column.get());
            }
            if (!Column.repeated(columns).isEmpty()) {
                throw new Unfit(messages.text("en", "roster.columnTwice"));
            }
            return columns;
        } catch (IOException | tools.jackson.core.JacksonException e) {
            throw new Unfit(messages.text("en", "shell.noMap", map.toString()));
        }
    }

    private Map<String, @Nullable Object> undo(Viewer viewer, Local local, Order order) {
        return transaction.execute(t -> {
            var id = order.list() != null
                    ? Ids.read(order.list()).orElseThrow(() -> new Unfit(messages.text("en", "shell.noImport")))
                    : lastOf(local, order);
            try {
                applier.undo(viewer, local, id);
            } catch (org.breakroom.access.NotFound e) {
                throw new Unfit(messages.text("en", "shell.noImport"));
            }
            return figures(local, id);
        });
    }

    private UUID lastOf(Local local, Order order) {
        try {
            return imports.lastOfFile(local, read(order.file()).hash())
                    .orElseThrow(() -> new Unfit(messages.text("en", "shell.noImport")));
        } catch (ListFile.Unreadable e) {
            throw new Unfit(messages.text("en", e.key()));
        }
    }

    private Map<String, @Nullable Object> figures(Local local, UUID id) {
        var counts = imports.require(local, id).counts();
        var figures = new LinkedHashMap<String, @Nullable Object>();
        figures.put("rows", counts.rows());
        figures.put("linked", counts.linked());
        figures.put("created", counts.created());
        figures.put("in_doubt", counts.inDoubt());
        figures.put("refused", counts.refused());
        figures.put("moved", counts.moved());
        figures.put("changed", counts.changed());
        figures.put("gone", counts.gone());
        figures.put("errors_file", counts.withProblems() == 0 ? null : errorsFile(local, id));
        figures.put("import", id.toString());
        return figures;
    }

    private String errorsFile(Local local, UUID id) {
        var file = data.resolve("errors").resolve(id + ".csv");
        try {
            Files.createDirectories(data.resolve("errors"));
            try (Writer to = Files.newBufferedWriter(file)) {
                errors.write(local, id, to);
            }
            return file.toString();
        } catch (IOException e) {
            throw new Unfit(messages.text("en", "shell.noFile", file.toString()));
        }
    }
}
