package org.breakroom.ui;

/** How a local is called in headings and addresses. */
public record LocalLine(int number, String name) {}
