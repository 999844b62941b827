using System.Text;

namespace Busbar.Gateways.Telemetry;

/// <summary>The backslash of help texts and label values: <c>\n</c>, <c>\\</c>, in quotes <c>\"</c>; any other stands for itself.</summary>
internal static class Escape
{
    public static string Of(char escaped, bool quotes) => escaped switch
    {
        'n' => "\n",
        '\\' => "\\",
        '"' when quotes => "\"",
        _ => $"\\{escaped}",
    };

    public static string Undo(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\')) return text.ToString();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\\' && i + 1 < text.Length) plain.Append(Of(text[++i], quotes: false));
            else plain.Append(text[i]);
        return plain.ToString();
    }
}
