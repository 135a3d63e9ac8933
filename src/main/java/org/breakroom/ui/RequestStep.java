package org.breakroom.ui;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;

/** A step that rooms put on every request's way, after the doors are checked. */
public interface RequestStep extends HandlerInterceptor, Ordered {}
