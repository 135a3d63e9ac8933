package org.breakroom.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Renders a template named by its path, with the model and {@link Ui}; whole in memory, so a failure is never half a page. */
record JteViews(TemplateEngine engine, UiParts parts) implements ViewResolver, Ordered {

    private static final String REDIRECT = "redirect:";
    private static final int CHUNK = 8192;
    private static final Packer PACKER = new Packer();

    static TemplateEngine precompiled() {
        var engine = TemplateEngine.createPrecompiled(ContentType.Html);
        engine.setTrimControlStructures(true);
        engine.setBinaryStaticContent(true);
        return engine;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        if (name.startsWith(REDIRECT)) {
            return new SeeOther(name.substring(REDIRECT.length()));
        }
        if (name.startsWith("forward:")) {
            return null;
        }
        return new Page(engine, parts, name + ".jte");
    }

    record Page(TemplateEngine engine, UiParts parts, String template) implements View {
        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            var values = new HashMap<String, Object>();
            if (model != null) {
                values.putAll(model);
            }
            values.put("ui", new Ui(request, parts));
            var out = new Utf8ByteOutput(CHUNK);
            engine.render(template, values, out);
            response.setContentType(getContentType());
            var page = out.toByteArray();
            response.addHeader("Vary", "Accept-Encoding");
            if (page.length >= Packer.FROM && Packer.wanted(request.getHeader("Accept-Encoding"))) {
                response.setHeader("Content-Encoding", "gzip");
                page = PACKER.pack(page);
            }
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        }
    }

    /** After a write: look there. 303, so that a reload repeats the look and not the write. */
    record SeeOther(String location) implements View {
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", location);
        }
    }
}
