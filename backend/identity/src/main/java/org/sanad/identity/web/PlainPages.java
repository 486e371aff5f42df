package org.sanad.identity.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Pages that only say something. */
@Controller
class PlainPages {

    @GetMapping("/goodbye")
    String goodbye() {
        return "goodbye";
    }
}
