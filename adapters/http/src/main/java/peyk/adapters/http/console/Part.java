package peyk.adapters.http.console;

/** A part of an element: an attribute, or HTML inside. */
sealed interface Part permits Html, Html.Attribute {}
