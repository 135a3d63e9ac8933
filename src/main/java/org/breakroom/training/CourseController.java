package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The catalogue of courses, and what whoever teaches puts beside them. */
@Controller
class CourseController {
    private static final int FILE_MAX = 10 * 1024 * 1024;
    private static final int TITLE_MAX = 100;
    private static final Set<String> KINDS =
            Set.of("pdf", "docx", "pptx", "xlsx", "odt", "odp", "ods", "txt", "png", "jpg", "jpeg");

    private final Courses courses;
    private final Trainings trainings;
    private final Requirements requirements;
    private final FederationClock clock;
    private final Messages messages;

    CourseController(
            Courses courses, Trainings trainings, Requirements requirements, FederationClock clock, Messages messages) {
        this.courses = courses;
        this.trainings = trainings;
        this.requirements = requirements;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/courses")
    @Open(toAllSignedIn = true)
    String list(Viewer viewer, Model model) {
        return list(viewer, CourseForm.empty(), Problems.none(), model);
    }

    private String list(Viewer viewer, CourseForm form, Problems problems, Model model) {
        boolean adds = Keeping.adds(viewer);
        model.addAttribute("courses", courses.list(viewer, adds));
        model.addAttribute("requirements", requirements.list(viewer));
        model.addAttribute("adds", adds);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "training/coursesPage";
    }

    @PostMapping("/courses")
    @Open({STAFF, OFFICER})
    String add(Viewer viewer, CourseForm form, HttpServletResponse response, Model model) {
        var problems = Problems.none();
        var id = Ids.at(clock.now().toEpochMilli());
        var course = form.read(id, viewer.keepsFor(), known(viewer), messages, problems);
        if (course.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(viewer, form, problems, model);
        }
        courses.save(viewer, course.get());
        return "redirect:/courses/" + id + "?done=1";
    }

    private Set<UUID> known(Viewer viewer) {
        return courses.list(viewer, true).stream().map(Course::id).collect(Collectors.toSet());
    }

    @GetMapping("/courses/{id}")
    @Open(toAllSignedIn = true)
    String show(Viewer viewer, @PathVariable UUID id, Model model) {
        var course = courses.require(viewer, id);
        return show(viewer, course, CourseForm.of(course), "", "", Problems.none(), model);
    }

    private String show(
            Viewer viewer, Course course, CourseForm form, String title, String link, Problems problems, Model model) {
        model.addAttribute("course", course);
        model.addAttribute("before", courses.titles(course.needs()));
        model.addAttribute("courses", courses.list(viewer, false));
        model.addAttribute("materials", courses.materials(course.id()));
        model.addAttribute("trainings", trainings.ofCourse(viewer, course.id()));
        model.addAttribute("keeps", viewer.keeps(course.local()));
        model.addAttribute("schedules", Keeping.adds(viewer));
        model.addAttribute("form", form);
        model.addAttribute("title", title);
        model.addAttribute("link", link);
        model.addAttribute("problems", problems);
        return "training/coursePage";
    }

    private Course kept(Viewer viewer, UUID id) {
        var course = courses.require(viewer, id);
        Keeping.requireKeeper(viewer, course.local());
        return course;
    }

    @PostMapping("/courses/{id}")
    @Open({STAFF, OFFICER})
    String change(Viewer viewer, @PathVariable UUID id, CourseForm form, HttpServletResponse response, Model model) {
        var course = kept(viewer, id);
        var problems = Problems.none();
        var wanted = form.read(id, course.local(), known(viewer), messages, problems);
        wanted.ifPresent(w -> {
            var circle = courses.circle(id, w.needs());
            if (!circle.isEmpty()) {
                var titles = courses.titles(circle);
                problems.add(
                        "needs",
                        messages.here(
                                "teach.problem.courseCircle",
                                circle.stream().map(titles::get).collect(Collectors.joining(" › "))));
            }
        });
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(viewer, course, form, "", "", problems, model);
        }
        courses.save(viewer, wanted.orElseThrow());
        return "redirect:/courses/" + id + "?done=1";
    }

    @PostMapping("/courses/{id}/retirement")
    @Open({STAFF, OFFICER})
    String retire(Viewer viewer, @PathVariable UUID id) {
        var course = kept(viewer, id);
        courses.retire(id, !course.retired());
        return "redirect:/courses/" + id + "?done=1";
    }

    @PostMapping("/courses/{id}/materials")
    @Open({STAFF, OFFICER})
    String addMaterial(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model) {
        var course = kept(viewer, id);
        var problems = Problems.none();
        var title = PersonName.tidy(name);
        problems.line("name", title, TITLE_MAX, "teach.problem.courseTitle", messages);
        var sent = file == null || file.isEmpty() ? null : file;
        boolean has = sent != null;
        if (has == !link.isBlank()) {
            problems.add("link", messages.here("teach.problem.materialOne"));
        } else if (!has && !TrainingForm.address(link.strip())) {
            problems.add("link", messages.here("teach.problem.trainingLink"));
        } else if (sent != null && !fits(sent)) {
            problems.add("file", messages.here("teach.problem.materialFile", "PDF, DOCX, PPTX, XLSX, TXT, PNG, JPG"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(viewer, course, CourseForm.of(course), name, link, problems, model);
        }
        var material = new Courses.Material(
                Ids.at(clock.now().toEpochMilli()),
                id,
                title,
                sent == null ? link.strip() : null,
                sent == null ? null : PersonName.tidy(Asked.fileName(sent)),
                viewer.name());
        courses.add(viewer, material, sent == null ? null : bytes(sent));
        return "redirect:/courses/" + id + "?done=1";
    }

    private static boolean fits(MultipartFile file) {
        var name = Asked.fileName(file).toLowerCase(Locale.ROOT);
        return file.getSize() <= FILE_MAX
                && name.length() <= TITLE_MAX
                && KINDS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, always to be kept and never to be shown in the page's own name. */
    @GetMapping("/courses/{id}/materials/{material}")
    @Open(toAllSignedIn = true)
    void material(Viewer viewer, @PathVariable UUID id, @PathVariable UUID material, HttpServletResponse response)
            throws IOException {
        var file = courses.file(courses.require(viewer, id).id(), material);
        response.setContentType("application/octet-stream");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.getOutputStream().write(file.bytes());
    }

    @PostMapping("/courses/{id}/materials/{material}/removal")
    @Open({STAFF, OFFICER})
    String remove(Viewer viewer, @PathVariable UUID id, @PathVariable UUID material) {
        courses.removeMaterial(kept(viewer, id).id(), material);
        return "redirect:/courses/" + id + "?done=1";
    }

    @PostMapping("/courses/requirements")
    @Open({STAFF, OFFICER})
    String require(
            Viewer viewer,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String rung,
            @RequestParam(defaultValue = "") String days,
            HttpServletResponse response,
            Model model) {
        var within = CourseForm.whole(days, Requirements.DAYS_MAX);
        var problems = Problems.none();
        if (within.isEmpty()) {
            problems.add("days", messages.here("teach.problem.requirementDays", Requirements.DAYS_MAX));
        }
        if (!Requirements.ROLES.contains(role) || !List.of("101", "201", "301").contains(rung)) {
            problems.add("role", messages.here("teach.problem.requirementRole"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(viewer, CourseForm.empty(), problems, model);
        }
        requirements.add(viewer, viewer.keepsFor(), role, Integer.parseInt(rung), within.orElseThrow());
        return "redirect:/courses?done=1";
    }

    @PostMapping("/courses/requirements/{id}/end")
    @Open({STAFF, OFFICER})
    String end(Viewer viewer, @PathVariable UUID id) {
        requirements.end(viewer, id);
        return "redirect:/courses?done=1";
    }
}
