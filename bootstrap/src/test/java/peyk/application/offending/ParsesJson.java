package peyk.application.offending;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks a rule on purpose: a framework's type in the application. */
public record ParsesJson(ObjectMapper mapper) {}
