package org.breakroom.ui;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.breakroom.access.Open;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page for errors that happen before a controller is reached, and the sign that the application lives. */
@Controller
class ErrorPageController implements ErrorController {

    @RequestMapping("/error")
    @Open(toAll = true)
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        model.addAttribute(
                "kind",
                switch (status) {
                    case HttpServletResponse.SC_FORBIDDEN -> "forbidden";
                    case HttpServletResponse.SC_BAD_REQUEST -> "incomplete";
                    case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> "tooLarge";
                    case HttpServletResponse.SC_NOT_FOUND, HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "notFound";
                    default -> "failed";
                });
        return "ui/errorPage";
    }
}
