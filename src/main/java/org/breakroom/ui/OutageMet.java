package org.breakroom.ui;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Told when a request met a database that does not answer: nothing of it was kept, and its sender is asked to send it again.
 * Whoever hears it gives back, without the database, what the request had used up.
 */
public record OutageMet(HttpServletRequest request) {}
