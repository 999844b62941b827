using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>The letters that the standard fonts can print: WinAnsiEncoding, ISO 32000-1 annex D.2.</summary>
internal static class WinAnsi
{
    private const string From128 = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>The byte of a letter, or null when there is none.</summary>
    public static byte? Of(char letter) => letter switch
    {
        >= ' ' and <= '~' => (byte)letter,
        >= '\u00A0' and <= '\u00FF' and not '\u00AD' => (byte)letter,
        '\0' => null,
        _ => From128.IndexOf(letter) is >= 0 and var at ? (byte)(128 + at) : null,
    };

    /// <summary>Names the first letter of a text that cannot be printed.</summary>
    public static Refusal? Check(string text, string where) => text.Where(letter => Of(letter) is null).Select(letter => new Refusal(
        "character-outside-winansi", FormattableString.Invariant($"U+{(int)letter:X4} in '{text}' cannot be printed in the standard fonts"),
        where, "Write it otherwise: 'less' for a true minus, 'sum' for a sigma.")).FirstOrDefault();
}
