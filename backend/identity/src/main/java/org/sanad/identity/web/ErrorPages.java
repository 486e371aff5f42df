package org.sanad.identity.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says what went wrong, in the reader's language; programs get the status alone. Nothing of the inside shows. */
@Controller
@RequestMapping("/error")
class ErrorPages implements ErrorController {

    @RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        int status = status(request);
        response.setStatus(status);
        model.addAttribute(
                "kind",
                switch (status) {
                    case 400, 422 -> "request";
                    case 403 -> "form";
                    case 404, 405 -> "missing";
                    default -> "fault";
                });
        return "error";
    }

    @RequestMapping
    ResponseEntity<Void> plain(HttpServletRequest request) {
        return ResponseEntity.status(status(request)).build();
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }
}
