package peyk.adapters.http.console;

/** A text of the console in each of its languages. */
interface Words {
  String english();

  String persian();
}
