package peyk.domain.ussd;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import peyk.domain.text.Digits;

/**
 * Extracts the operator's texts from the modem's reports, {@code +CUSD:
 * <session>[,"<text>"[,<coding>]]}. Any of the plus sign, the session code, the quotes and the
 * coding may be missing.
 */
final class CusdReports {
  private static final Pattern MARK = Pattern.compile("\\+?CUSD", Pattern.CASE_INSENSITIVE);

  /** More than a tracker collects; of more, the latest are read. */
  private static final int MOST_REPORTS = 64;

  private CusdReports() {}

  /** The texts, oldest first. Data without a report are one text. */
  static List<UssdText> texts(UssdText data) {
    var text = data.text();
    var marks = MARK.matcher(text).results().toList();
    var texts = new ArrayList<UssdText>();
    for (int i = Math.max(0, marks.size() - MOST_REPORTS); i <= marks.size(); i++) {
      int start = i == 0 ? 0 : marks.get(i - 1).end();
      boolean last = i == marks.size();
      var report =
          withoutAnswer(text.substring(start, last ? text.length() : marks.get(i).start()));
      var said = i == 0 ? report : withoutSession(report);
      add(texts, CusdQuotes.unquote(said, last ? data.end() : UssdText.End.OPEN));
    }
    return texts;
  }

  /** Without the modem's final {@code OK}. */
  private static String withoutAnswer(String report) {
    var stripped = report.stripTrailing();
    return stripped.endsWith("\nOK") || stripped.endsWith("\rOK")
        ? stripped.substring(0, stripped.length() - 2)
        : report;
  }

  private static void add(List<UssdText> texts, UssdText text) {
    if (!text.text().isBlank()) {
      texts.add(text);
    }
  }

  private static String withoutSession(String report) {
    int at = CusdQuotes.skip(report, 0, ":=" + CusdQuotes.BLANKS);
    int code = at;
    if (at < report.length() && Digits.isAscii(report.charAt(at))) {
      at = CusdQuotes.skip(report, at + 1, CusdQuotes.BLANKS);
      if (at == report.length() || "\r\n".indexOf(report.charAt(at)) >= 0) {
        return report.substring(at);
      }
      if (report.charAt(at) == ',') {
        // {@code 1,500} may be one amount, or a session number and an amount. So it counts as
        // neither.
        return report.substring(startsWithGroup(report, at + 1) ? at : at + 1);
      }
      if (at == code + 1 && !CusdQuotes.isQuote(report.charAt(at))) {
        at = code;
      }
    }
    return report.substring(at);
  }

  /** Whether exactly three digits follow. */
  private static boolean startsWithGroup(String text, int from) {
    int end = from;
    while (end < text.length() && end < from + 4 && Digits.isAscii(text.charAt(end))) {
      end++;
    }
    return end == from + 3;
  }
}
