package peyk.adapters.ftp;

/** Patterns of names, in which * is any text and ? any character. */
final class Glob {
  private Glob() {}

  /** Goes back to the last star only, so that no pattern takes long. */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int afterStar = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        afterStar = n;
      } else if (p < pattern.length() && isOne(pattern.charAt(p), name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++afterStar;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }

  private static boolean isOne(char inPattern, char inName) {
    return inPattern == '?' || inPattern == inName;
  }
}
