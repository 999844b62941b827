using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.Yaml;

/// <summary>Reads YAML into its node tree, one a document, within limits that a hostile file cannot get round: they are counted on the
/// parser's events, before any tree is built.</summary>
internal static class YamlText
{
    private const int MaxChars = 4 << 20;
    private const int MaxDepth = 64;
    private const int MaxAliases = 100;
    private const int MaxNodes = 200_000;

    /// <summary>The documents' roots.</summary>
    /// <param name="where">The file, for refusals.</param>
    public static Outcome<ImmutableArray<YamlNode>> Read(string text, string where)
    {
        if (text.Length > MaxChars) return TooMuch($"{text.Length} characters", $"{MaxChars}", where);
        try
        {
            if (OverLimit(text, where) is { } refusal) return refusal;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Select(document => document.RootNode).ToImmutableArray();
        }
        catch (YamlException fault)
        {
            return new Refusal("bad-yaml", fault.Message, Place(where, fault.Start), "Correct the YAML there.");
        }
    }

    /// <summary>The file, line and column of a mark.</summary>
    public static string Place(string where, Mark mark) =>
        FormattableString.Invariant($"{where}, line {mark.Line}, column {mark.Column}");

    private static Refusal? OverLimit(string text, string where)
    {
        var (depth, aliases, nodes) = (0, 0, 0);
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            var step = parser.Current!;
            depth += step is MappingStart or SequenceStart ? 1 : step is MappingEnd or SequenceEnd ? -1 : 0;
            if (step is AnchorAlias) aliases++;
            if (step is Scalar or AnchorAlias) nodes++;
            if (depth > MaxDepth) return TooMuch($"more than {MaxDepth} levels", $"{MaxDepth}", Place(where, step.Start));
            if (aliases > MaxAliases) return TooMuch($"more than {MaxAliases} aliases", $"{MaxAliases}", Place(where, step.Start));
            if (nodes > MaxNodes) return TooMuch($"more than {MaxNodes} values", $"{MaxNodes}", Place(where, step.Start));
        }
        return null;
    }

    private static Refusal TooMuch(string found, string most, string where) =>
        new("too-much-yaml", $"The file has {found}; at most {most} are read", where, "Split it, and write aliases out.");
}
