package org.breakroom.card;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.member.Members;
import org.breakroom.paper.Pictures;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Cards on paper: printed by reps, keyed back by officers, with the pages they were signed on. */
@Controller
class CardPaperController {
    private static final int PAGES_MAX = 100;

    private final Drives drives;
    private final PrintedCards printed;
    private final Scans scans;
    private final Keying keying;
    private final CardPaper paper;
    private final Chasing chasing;
    private final Pictures pictures;
    private final Worksites worksites;
    private final Members members;
    private final Audit audit;
    private final Messages messages;
    private final TransactionTemplate lot;

    CardPaperController(
            Drives drives,
            PrintedCards printed,
            Scans scans,
            Keying keying,
            CardPaper paper,
            Chasing chasing,
            Pictures pictures,
            Worksites worksites,
            Members members,
            Audit audit,
            Messages messages,
            PlatformTransactionManager transactions) {
        this.lot = new TransactionTemplate(transactions);
        this.lot.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.drives = drives;
        this.printed = printed;
        this.scans = scans;
        this.keying = keying;
        this.paper = paper;
        this.chasing = chasing;
        this.pictures = pictures;
        this.worksites = worksites;
        this.members = members;
        this.audit = audit;
        this.messages = messages;
    }

    @PostMapping("/locals/{local}/drives/{id}/worksites/{worksite}/sheets")
    @Open({REP, ORGANIZER, OFFICER})
    String print(Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID worksite) {
        var drive = drives.require(local, id);
        var site = worksites.writing(viewer, local, worksite);
        var batch = printed.print(viewer, local, drive, worksite);
        audit.record(viewer, local.id(), "card.printed", drive.title() + ", " + site.name());
        return "redirect:" + local.path() + "/drives/" + id + "/worksites/" + worksite + "?sheets=" + batch;
    }

    @GetMapping("/locals/{local}/drives/{id}/worksites/{worksite}/sheets/{batch}/cards.pdf")
    @Open({REP, ORGANIZER, OFFICER})
    void sheets(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID worksite,
            @PathVariable UUID batch,
            HttpServletResponse response)
            throws IOException {
        var drive = drives.require(local, id);
        worksites.writing(viewer, local, worksite);
        var sheets = printed.batch(local, id, batch);
        var here = members.at(viewer, local, worksite);
        if (sheets.stream().anyMatch(s -> s.member() == null || !here.contains(s.member()))) {
            throw new NotFound();
        }
        Download.pdf(response, "cards.pdf");
        paper.sheets(local, drive, sheets, response.getOutputStream());
    }

    @PostMapping("/locals/{local}/drives/{id}/blanks")
    @Open(OFFICER)
    String blanks(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String count,
            @RequestParam(defaultValue = "en") String language,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        boolean right = count.strip().matches("\\d{1,3}")
                && Integer.parseInt(count.strip()) > 0
                && Integer.parseInt(count.strip()) <= PrintedCards.BLANKS_MAX
                && Messages.LANGUAGES.contains(language);
        if (!right) {
            var problems = Problems.none().add("count", messages.here("problem.blanks", PrintedCards.BLANKS_MAX));
            return keyingPage(local, drive, List.of(), problems, response, model);
        }
        var batch = printed.blanks(viewer, local, drive, Integer.parseInt(count.strip()), language);
        audit.record(viewer, local.id(), "card.printed", drive.title() + ", " + count.strip());
        return "redirect:" + local.path() + "/drives/" + id + "/keying?blanks=" + batch;
    }

    @GetMapping("/locals/{local}/drives/{id}/blanks/{batch}/cards.pdf")
    @Open(OFFICER)
    void blankSheets(
            Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID batch, HttpServletResponse response)
            throws IOException {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        Download.pdf(response, "cards.pdf");
        paper.sheets(local, drive, printed.batch(local, id, batch), response.getOutputStream());
    }

    /** Noted, because the first reading makes the address that the poster shows. */
    @GetMapping("/locals/{local}/drives/{id}/worksites/{worksite}/poster.pdf")
    @Open({REP, ORGANIZER, OFFICER})
    @Noted
    void poster(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID worksite,
            HttpServletResponse response)
            throws IOException {
        var drive = drives.require(local, id);
        var site = worksites.writing(viewer, local, worksite);
        var address = chasing.poster(viewer, local, drive, worksite);
        Download.pdf(response, "poster.pdf");
        paper.poster(local, drive, site.name(), address, response.getOutputStream());
    }

    /** Where the code of a printed card leads: to the line in which it is keyed. */
    @GetMapping("/locals/{local}/serials/{serial}")
    @Open(OFFICER)
    String serial(Viewer viewer, Local local, @PathVariable String serial) {
        viewer.require(OFFICER, local.id());
        var sheet =
                Receipts.readSerial(serial).flatMap(s -> printed.find(local, s)).orElseThrow(NotFound::new);
        return sheet.card() != null
                ? "redirect:" + local.path() + "/cards/" + sheet.card()
                : "redirect:" + local.path() + "/drives/" + sheet.drive() + "/keying?serial=" + sheet.serial();
    }

    @GetMapping("/locals/{local}/drives/{id}/keying")
    @Open(OFFICER)
    String keying(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String serial,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var lines = new ArrayList<Keying.Line>();
        if (!serial.isBlank()) {
            lines.add(new Keying.Line(serial, "", "", "", ""));
        }
        scans.open(local, id).stream()
                .filter(s -> s.serial() != null)
                .limit(Keying.LINES - lines.size())
                .forEach(s -> lines.add(
                        new Keying.Line(Receipts.shown(java.util.Objects.requireNonNull(s.serial())), "", "", "", "")));
        return keyingPage(local, drives.require(local, id), lines, Problems.none(), response, model);
    }

    private String keyingPage(
            Local local,
            Drive drive,
            List<Keying.Line> lines,
            Problems problems,
            HttpServletResponse response,
            Model model) {
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        var shown = new ArrayList<>(lines);
        while (shown.size() < Keying.LINES) {
            shown.add(Keying.Line.EMPTY);
        }
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("lines", shown);
        model.addAttribute("scans", scans.open(local, drive.id()));
        model.addAttribute("unseen", scans.unseen(local, drive.id()));
        model.addAttribute("problems", problems);
        return "card/keyingPage";
    }

    @PostMapping("/locals/{local}/drives/{id}/keying")
    @Open(OFFICER)
    String key(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        var lines = new ArrayList<Keying.Line>();
        for (int i = 0; i < Keying.LINES; i++) {
            lines.add(new Keying.Line(
                    said(request, "serial", i),
                    said(request, "dated", i),
                    said(request, "name", i),
                    said(request, "phone", i),
                    said(request, "email", i)));
        }
        var problems = Problems.none();
        int recorded = keying.record(viewer, local, drive, lines, problems);
        return problems.any()
                ? keyingPage(local, drive, lines, problems, response, model)
                : "redirect:" + local.path() + "/drives/" + id + "/keying?recorded=" + recorded;
    }

    private static String said(HttpServletRequest request, String name, int line) {
        var values = request.getParameterValues(name);
        return values == null || values.length <= line ? "" : values[line].strip();
    }

    @PostMapping("/locals/{local}/drives/{id}/scans")
    @Open(OFFICER)
    String upload(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        var problems = Problems.none();
        var sent = files == null
                ? List.<MultipartFile>of()
                : files.stream().filter(f -> !f.isEmpty()).toList();
        if (sent.isEmpty()) {
            problems.add("files", messages.here("problem.scanNone"));
        }
        // a lot of its own within the request: what is shown afterwards is what is kept
        var kept = Objects.requireNonNull(lot.execute(t -> {
            var sum = new Scans.Kept(0, 0, 0);
            for (var file : sent) {
                sum = sum.and(keep(viewer, local, drive, file, problems));
                if (problems.any()) {
                    t.setRollbackOnly();
                    break;
                }
            }
            return sum;
        }));
        if (problems.any()) {
            return keyingPage(local, drive, List.of(), problems, response, model);
        }
        return "redirect:" + local.path() + "/drives/" + id + "/keying?pages=" + kept.pages() + "&known=" + kept.known()
                + "&waits=" + kept.toLookAt();
    }

    private Scans.Kept keep(Viewer viewer, Local local, Drive drive, MultipartFile file, Problems problems) {
        var name = Asked.fileName(file);
        try {
            return switch (pictures.readAll(file.getBytes(), PAGES_MAX)) {
                case Pictures.Result.Refused(String word) -> {
                    problems.add(
                            "files",
                            name + ": " + messages.here(word, PAGES_MAX) + " " + messages.here("problem.scanWhole"));
                    yield new Scans.Kept(0, 0, 0);
                }
                case Pictures.Result.Read(List<Pictures.Picture> read) -> scans.keep(viewer, local, drive, name, read);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The officer looked at the pages of keyed cards: those that she ticked show a signature. */
    @PostMapping("/locals/{local}/drives/{id}/pages")
    @Open(OFFICER)
    String seen(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<UUID> card,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        if (card == null || card.isEmpty()) {
            var problems = Problems.none().add("pages", messages.here("problem.pagesNone"));
            return keyingPage(local, drive, List.of(), problems, response, model);
        }
        scans.seen(viewer, local, id, Set.copyOf(card));
        return "redirect:" + local.path() + "/drives/" + id + "/keying?seen=" + card.size();
    }

    @GetMapping("/locals/{local}/drives/{id}/scans/{scan}")
    @Open(OFFICER)
    ResponseEntity<byte[]> picture(Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID scan) {
        viewer.require(OFFICER, local.id());
        drives.require(local, id);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header("X-Content-Type-Options", "nosniff")
                .body(scans.picture(local, scan).orElseThrow(NotFound::new));
    }

    /** Says which serial a page has, or sets it aside. */
    @PostMapping("/locals/{local}/drives/{id}/scans/{scan}")
    @Open(OFFICER)
    String name(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID scan,
            @RequestParam(defaultValue = "") String scanSerial,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        if (scanSerial.isBlank()) {
            if (!scans.setAside(local, scan)) {
                throw new NotFound();
            }
            return "redirect:" + local.path() + "/drives/" + id + "/keying?aside=1";
        }
        var serial = Receipts.readSerial(scanSerial);
        var problems = Problems.none();
        if (serial.isEmpty()) {
            problems.add("scan-" + scan, messages.here("problem.serialWrong"));
        } else if (!scans.name(local, scan, serial.get())) {
            problems.add("scan-" + scan, messages.here("problem.scanOther"));
        }
        return problems.any()
                ? keyingPage(local, drive, List.of(), problems, response, model)
                : "redirect:" + local.path() + "/drives/" + id + "/keying";
    }
}
