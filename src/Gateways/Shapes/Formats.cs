using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.DataQuality;
using NodaTime.Text;

namespace Busbar.Gateways.Shapes;

/// <summary>Texts of a format that JSON Schema names.</summary>
internal static partial class Formats
{
    /// <summary>RFC 3339; more digits of a second than an instant keeps are right all the same.</summary>
    public static Shape Time { get; } = Of("a date and time with its offset", IsTime);

    public static Shape Date { get; } = Of("a date", text => LocalDatePattern.Iso.Parse(text).Success);

    /// <summary>RFC 3987: an IRI or a reference relative to one.</summary>
    public static Shape Iri { get; } = Of("an IRI or a part of one", text => IriReference().IsMatch(text));

    public static Shape Email { get; } = Of("an e-mail address", text => Address().IsMatch(text));

    /// <summary>True of a date and time of RFC 3339.</summary>
    public static bool IsTime(string text) =>
        MomentForm().IsMatch(text) && OffsetDateTimePattern.Rfc3339.Parse(text[..19].ToUpperInvariant() + "Z").Success;

    /// <summary>A name of NIST's Common Platform Enumeration, 2.2 or 2.3, as a pattern.</summary>
    public const string Cpe = $@"^(cpe:2\.3:[aho*\-](:{CpePart}){{5}}(:(([a-zA-Z]{{2,3}}(-([a-zA-Z]{{2}}|[0-9]{{3}}))?)|[*\-]))"
        + $@"(:{CpePart}){{4}}|[cC][pP][eE]:/[AHOaho]?(:[A-Za-z0-9._\-~%]*){{0,6}})$";

    private const string CpePart = """(((\?*|\*?)([a-zA-Z0-9\-._]|\\[\\*?!"#$%&'()+,/:;<=>@\[\]^`{|}~])+(\?*|\*?))|[*\-])""";

    private static Shape Of(string what, Func<string, bool> fits) =>
        new Shape.Leaves(what, cell => cell is { Kind: CellKind.Text } one && fits(one.Text));

    [GeneratedRegex("""^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$""")]
    private static partial Regex MomentForm();

    [GeneratedRegex("""^(?:[^\s\p{C}<>"{}|\\^`%]|%[0-9A-Fa-f]{2})*$""")]
    private static partial Regex IriReference();

    [GeneratedRegex("""^[^\s@<>()\[\],;:"]+@[^\s@<>()\[\],;:"]+$""")]
    private static partial Regex Address();
}
