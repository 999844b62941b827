using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>Reads one line of numbers from left to right; the first fault stops it. OpenMetrics has exactly one space between the parts and
/// counts time in seconds; Prometheus has any blanks, a comma after the last label if it likes, and milliseconds.</summary>
internal ref struct SampleLine(ReadOnlySpan<char> text, bool isStrict, int maxLabels)
{
    /// <summary>OpenMetrics 1.0: label names and values of an exemplar together.</summary>
    private const int MaxExemplarRunes = 128;
    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly ReadOnlySpan<char> text = text;
    private int at;

    /// <summary>What is wrong; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The number of the line; meaningless once there is a fault.</summary>
    public TelemetrySample Read()
    {
        SkipBlanks();
        var name = Word(colons: true);
        if (name.Length == 0 && !(Next == '{' && !isStrict)) Fail("a metric's name was expected");
        SkipBlanks();
        var labels = Next == '{' ? Labels() : [];
        if (name.Length == 0) name = TakeName(ref labels);
        Gap("a value");
        var value = Number();
        var time = !AtEnd && !AtExemplar ? Time() : null;
        var exemplar = !AtEnd && isStrict ? Exemplar() : null;
        SkipBlanks();
        if (!AtEnd) Fail("the line goes on after its end");
        return new(name, labels, value, time, exemplar);
    }

    private readonly char Next => at < text.Length ? text[at] : '\0';

    private readonly bool AtEnd => Fault is not null || at >= text.Length;

    private readonly bool AtExemplar => isStrict && text[at..].StartsWith(" #");

    private void Fail(string what) => Fault ??= string.Create(CultureInfo.InvariantCulture, $"{what}, column {at + 1}");

    private void SkipBlanks()
    {
        if (isStrict) return;
        while (Next is ' ' or '\t' or '\r') at++;
    }

    private void Gap(string before)
    {
        SkipBlanks();
        if (isStrict ? Next != ' ' : at == 0 || text[at - 1] is not (' ' or '\t' or '}')) Fail($"a space was expected before {before}");
        else if (isStrict) at++;
    }

    private void Expect(char sign)
    {
        if (Next != sign || at >= text.Length) Fail($"'{sign}' was expected");
        else at++;
    }

    private string Word(bool colons)
    {
        var start = at;
        while (char.IsAsciiLetter(Next) || Next == '_' || colons && Next == ':' || at > start && char.IsAsciiDigit(Next)) at++;
        return text[start..at].ToString();
    }

    private ImmutableArray<TelemetryLabel> Labels()
    {
        Expect('{');
        SkipBlanks();
        var labels = ImmutableArray.CreateBuilder<TelemetryLabel>();
        while (Next != '}' && Fault is null)
        {
            var label = Label();
            foreach (var other in labels)
                if (other.Name == label.Name) Fail($"label '{label.Name}' is named twice");
            labels.Add(label);
            if (labels.Count > maxLabels) Fail($"there are more than {maxLabels} labels");
            if (Next == '}') break;
            Expect(',');
            SkipBlanks();
            if (isStrict && Next == '}') Fail("a label was expected after the comma");
        }
        Expect('}');
        return labels.DrainToImmutable();
    }

    private TelemetryLabel Label()
    {
        var name = Word(colons: false);
        if (name.Length == 0) Fail("a label's name was expected");
        SkipBlanks();
        Expect('=');
        SkipBlanks();
        Expect('"');
        var value = Quoted();
        SkipBlanks();
        return new(name, value);
    }

    private string Quoted()
    {
        var length = text[at..].IndexOfAny('"', '\\');
        if (Fault is null && length >= 0 && text[at + length] == '"')
        {
            at += length + 1;
            return text[(at - length - 1)..(at - 1)].ToString();
        }
        var value = new StringBuilder();
        while (!AtEnd && Next != '"')
        {
            if (Next == '\\' && at + 1 < text.Length)
            {
                value.Append(Escape.Of(text[at + 1], quotes: true));
                at += 2;
            }
            else
            {
                value.Append(text[at++]);
            }
        }
        Expect('"');
        return value.ToString();
    }

    /// <summary>A dump may give the name as the label <c>__name__</c>.</summary>
    private string TakeName(ref ImmutableArray<TelemetryLabel> labels)
    {
        var named = labels.FirstOrDefault(label => label.Name == "__name__");
        labels = labels.Remove(named);
        if (string.IsNullOrEmpty(named.Value)) Fail("neither a name nor a label __name__ is given");
        return named.Value ?? "";
    }

    private ReadOnlySpan<char> Part()
    {
        var rest = text[at..];
        var length = isStrict ? rest.IndexOf(' ') : rest.IndexOfAny(" \t\r");
        var part = length < 0 ? rest : rest[..length];
        at += part.Length;
        return part;
    }

    private double Number()
    {
        var part = Part();
        if (TryNumber(part, out var value)) return value;
        Fail($"'{part}' is not a number");
        return 0;
    }

    /// <summary>A number as both formats spell it: decimal digits with an exponent, <c>NaN</c>, <c>+Inf</c>; no other base.</summary>
    public static bool TryNumber(ReadOnlySpan<char> part, out double value)
    {
        var unsigned = part is ['+' or '-', ..] ? part[1..] : part;
        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
        value = part.Equals("nan", AnyCase) ? double.NaN
            : !unsigned.Equals("inf", AnyCase) && !unsigned.Equals("infinity", AnyCase) ? 0
            : part[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return !double.IsFinite(value) || IsDecimal(part) && double.TryParse(part, Digits, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsDecimal(ReadOnlySpan<char> part) => part.Length > 0 && part.IndexOfAnyExcept("0123456789+-.eE") < 0;

    private decimal? Time()
    {
        Gap("the time");
        var part = Part();
        if (isStrict ? IsDecimal(part) && decimal.TryParse(part, Digits, CultureInfo.InvariantCulture, out var time)
            : decimal.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out time))
            return isStrict ? time : time / 1000;
        if (part.IsEmpty && !isStrict) return null;
        Fail(isStrict ? $"'{part}' is not a time in seconds" : $"'{part}' is not a time in whole milliseconds");
        return null;
    }

    private TelemetryExemplar Exemplar()
    {
        foreach (var sign in " # ") Expect(sign);
        var labels = Labels();
        var runes = labels.Sum(label => label.Name.EnumerateRunes().Count() + label.Value.EnumerateRunes().Count());
        if (runes > MaxExemplarRunes) Fail($"the exemplar's labels have {runes} characters; at most {MaxExemplarRunes} are allowed");
        Gap("the exemplar's value");
        return new(labels, Number(), AtEnd ? null : Time());
    }
}
