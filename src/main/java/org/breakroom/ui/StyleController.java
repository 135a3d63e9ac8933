package org.breakroom.ui;

import org.breakroom.access.Open;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The design system on one page: every part in every state. */
@Controller
class StyleController {
    @GetMapping("/style")
    @Open(toAll = true)
    String show() {
        return "ui/stylePage";
    }
}
