using System.Text.RegularExpressions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Handoffs.Contracts.Tags;

/// <summary>A tag's identity, <c>SourceBA_PSE_code_SinkBA</c>: balancing authorities and the author of at most six letters or digits, a
/// code of exactly seven. (Lengths from memory of the specification.)</summary>
public sealed partial record TagId
{
    /// <summary>The identity of four codes.</summary>
    /// <exception cref="ArgumentException">They do not spell one.</exception>
    public TagId(string source, string author, string code, string sink)
    {
        (Source, Author, Code, Sink) = (source, author, code, sink);
        if (!Form().IsMatch(ToString())) throw new ArgumentException($"'{this}' is no tag id.", nameof(code));
    }

    /// <summary>Balancing authority of the generation.</summary>
    public string Source { get; }

    /// <summary>Purchasing-selling entity that wrote the tag.</summary>
    public string Author { get; }

    /// <summary>The author's own code.</summary>
    public string Code { get; }

    /// <summary>Balancing authority of the load.</summary>
    public string Sink { get; }

    /// <summary>The identity a text spells; refuses <c>bad-tag-id</c>.</summary>
    public static Outcome<TagId> Parse(string text) => Form().Match(text) is { Success: true } match
        ? new TagId(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)
        : new Refusal("bad-tag-id", $"'{text}' is not SourceBA_PSE_code_SinkBA", "tag id", "Write it like NYIS_NEPM_A1B2C3D_ISNE.");

    /// <summary>As tags print it.</summary>
    public override string ToString() => $"{Source}_{Author}_{Code}_{Sink}";

    [GeneratedRegex(@"^([A-Z0-9]{1,6})_([A-Z0-9]{1,6})_([A-Z0-9]{7})_([A-Z0-9]{1,6})\z")]
    private static partial Regex Form();
}
