package org.breakroom.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.breakroom.access.NotFound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What an error looks like. Absent, forbidden and malformed addresses look alike. */
@ControllerAdvice
class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    @ExceptionHandler({
        NotFound.class,
        NoResourceFoundException.class,
        NoHandlerFoundException.class,
        MethodArgumentTypeMismatchException.class,
        HttpRequestMethodNotSupportedException.class,
        HttpMediaTypeException.class
    })
    String notFound(HttpServletResponse response, Model model) {
        return page(response, model, HttpStatus.NOT_FOUND, "notFound");
    }

    @ExceptionHandler({ServletRequestBindingException.class, BindException.class})
    String incomplete(HttpServletResponse response, Model model) {
        return page(response, model, HttpStatus.UNPROCESSABLE_CONTENT, "incomplete");
    }

    /** An address whose parameters are no text, as {@code %FF} or {@code %zz}. */
    @ExceptionHandler(InvalidParameterException.class)
    String unreadable(HttpServletResponse response, Model model) {
        return page(response, model, HttpStatus.BAD_REQUEST, "incomplete");
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    String tooLarge(HttpServletResponse response, Model model) {
        return page(response, model, HttpStatus.UNPROCESSABLE_CONTENT, "tooLarge");
    }

    @ExceptionHandler(MultipartException.class)
    String brokenUpload(HttpServletResponse response, Model model) {
        return page(response, model, HttpStatus.UNPROCESSABLE_CONTENT, "incomplete");
    }

    @ExceptionHandler(Refused.class)
    String refused(Refused refused, HttpServletResponse response, Model model) {
        model.addAttribute("sentence", refused.getMessage());
        return page(response, model, refused.status(), "refused");
    }

    @ExceptionHandler(TooOften.class)
    String tooOften(HttpServletResponse response, Model model) {
        response.setHeader("Retry-After", TooOften.RETRY_AFTER_SECONDS);
        return page(response, model, HttpStatus.TOO_MANY_REQUESTS, "tooOften");
    }

    @ExceptionHandler(Exception.class)
    String failed(Exception e, HttpServletRequest request, HttpServletResponse response, Model model) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return page(response, model, HttpStatus.INTERNAL_SERVER_ERROR, "failed");
    }

    private static String page(HttpServletResponse response, Model model, HttpStatus status, String kind) {
        response.setStatus(status.value());
        model.addAttribute("kind", kind);
        return "ui/errorPage";
    }
}
