package org.breakroom.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Several style sheets as one file, under their names with a plus between: {@code css/tokens+base+parts.css}. A page cannot be
 * painted before the last of them is there, and each file of its own is one more way over a slow network.
 */
final class SheetResolver implements ResourceResolver {
    /** Only what pages ask for, so that nobody fills the memory with other rows of them. */
    private static final Pattern TOGETHER =
            Pattern.compile("css/(tokens\\+base\\+parts(?:\\+[a-z]+)?|tokens\\+open)\\.css");

    @Override
    public @Nullable Resource resolveResource(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        var names = TOGETHER.matcher(path);
        if (!names.matches()) {
            return chain.resolveResource(request, path, locations);
        }
        var all = new ByteArrayOutputStream();
        for (var name : names.group(1).split("\\+")) {
            var sheet = chain.resolveResource(request, "css/" + name + ".css", locations);
            if (sheet == null) {
                return null;
            }
            try {
                all.writeBytes(sheet.getContentAsByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ByteArrayResource(all.toByteArray()) {
            @Override
            public String getFilename() {
                return path;
            }
        };
    }

    @Override
    public @Nullable String resolveUrlPath(
            String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }
}
