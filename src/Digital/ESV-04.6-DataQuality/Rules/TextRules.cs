using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules about how each value is written: length, pattern, date format, JSON.</summary>
internal static class TextRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        Judging.OfValues("expect_column_value_lengths_to_be_between", ["min_value", "max_value", "strict_min", "strict_max"],
            LengthBetween),
        Judging.OfValues("expect_column_value_lengths_to_equal", ["value"], LengthEqual),
        Judging.OfValues("expect_column_values_to_match_regex", ["regex"], (run, _) => Regexes(run, isList: false, (all, text) =>
            all[0].IsMatch(text))),
        Judging.OfValues("expect_column_values_to_not_match_regex", ["regex"], (run, _) => Regexes(run, isList: false, (all, text) =>
            !all[0].IsMatch(text))),
        Judging.OfValues("expect_column_values_to_match_regex_list", ["regex_list", "match_on"], (run, _) =>
            IsAll(run) is var isAll ? Regexes(run, isList: true, (all, text) => Any(all, isAll, each => each.IsMatch(text))) : null!),
        Judging.OfValues("expect_column_values_to_not_match_regex_list", ["regex_list"], (run, _) => Regexes(run, isList: true,
            (all, text) => !all.Any(each => each.IsMatch(text)))),
        Judging.OfValues("expect_column_values_to_match_like_pattern", ["like_pattern"], (run, _) =>
            run.Need(run.Text("like_pattern"), "like_pattern", "") is var like ? cell => LikePattern.Matches(like, cell.ToString())
                : null!),
        Judging.OfValues("expect_column_values_to_not_match_like_pattern", ["like_pattern"], (run, _) =>
            run.Need(run.Text("like_pattern"), "like_pattern", "") is var like ? cell => !LikePattern.Matches(like, cell.ToString())
                : null!),
        Judging.OfValues("expect_column_values_to_match_like_pattern_list", ["like_pattern_list", "match_on"], LikeAny),
        Judging.OfValues("expect_column_values_to_not_match_like_pattern_list", ["like_pattern_list"], (run, column) =>
            LikeAny(run, column) is var isLike ? cell => !isLike(cell) : null!),
        Judging.OfValues("expect_column_values_to_match_strftime_format", ["strftime_format"], Strftime),
        Judging.OfValues("expect_column_values_to_be_dateutil_parseable", [], (run, column) => OnlyText(run, column) is var _
            ? cell => Values.ToInstant(cell.Text) is not null : null!),
        Judging.OfValues("expect_column_values_to_be_json_parseable", [], (_, _) => cell => Json(cell) is not null),
        Judging.OfValues("expect_column_values_to_match_json_schema", ["json_schema"], (run, _) => JsonSchema.Of(run) is var fits
            ? cell => Json(cell) is { } document && fits(document) : null!),
    ];

    private static Func<Cell, bool> LengthBetween(RuleRun run, TableColumn column)
    {
        var (min, max) = (run.Whole("min_value"), run.Whole("max_value"));
        if (min is null && max is null) run.Refuse("no-bounds", "min_value and max_value are both missing", "Give at least one.");
        var (least, most) = (min + (run.Flag("strict_min") ? 1 : 0), max - (run.Flag("strict_max") ? 1 : 0));
        return OnlyText(run, column) is var _ ? cell => Length(cell) is var length && !(length < least) && !(length > most) : null!;
    }

    private static Func<Cell, bool> LengthEqual(RuleRun run, TableColumn column)
    {
        var length = run.Need(run.Whole("value"), "value", 0);
        return OnlyText(run, column) is var _ ? cell => Length(cell) == length : null!;
    }

    /// <summary>Characters as a reader counts code points.</summary>
    private static int Length(Cell cell) => cell.Text.EnumerateRunes().Count();

    private static bool OnlyText(RuleRun run, TableColumn column)
    {
        if (run.KindOf(column) is { } kind and not CellKind.Text)
            run.Refuse("not-text", $"{column.Name} holds {kind}", "Ask it of a column of text.");
        return true;
    }

    private static Func<Cell, bool> Regexes(RuleRun run, bool isList, Func<ImmutableArray<Regex>, string, bool> isExpected)
    {
        var patterns = isList ? run.Need(run.Texts("regex_list"), "regex_list", [])!.Value : [run.Need(run.Text("regex"), "regex", "")];
        try
        {
            var all = patterns.Select(pattern => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
                .ToImmutableArray();
            return cell => isExpected(all, cell.ToString());
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            run.Refuse("bad-regex", $"The pattern cannot be used: {fault.Message}",
                "Correct it; look-around and back references are not offered, since they can take for ever.");
            return _ => true;
        }
    }

    private static Func<Cell, bool> LikeAny(RuleRun run, TableColumn column)
    {
        var likes = run.Need(run.Texts("like_pattern_list"), "like_pattern_list", [])!.Value;
        var isAll = IsAll(run);
        return cell => Any(likes, isAll, like => LikePattern.Matches(like, cell.ToString()));
    }

    private static bool IsAll(RuleRun run)
    {
        var matchOn = run.Text("match_on") ?? "any";
        if (matchOn is not ("any" or "all")) run.Refuse("wrong-argument", $"match_on is '{matchOn}'", "Give any or all.");
        return matchOn == "all";
    }

    private static bool Any<T>(ImmutableArray<T> all, bool isAll, Func<T, bool> matches) => isAll ? all.All(matches) : all.Any(matches);

    private static Func<Cell, bool> Strftime(RuleRun run, TableColumn column)
    {
        OnlyText(run, column);
        var format = run.Need(run.Text("strftime_format"), "strftime_format", "");
        if (StrftimeFormat.Unknown(format) is { } unknown)
            run.Refuse("unknown-strftime", $"'{unknown}' in '{format}' is not known",
                $"Use {string.Join(' ', StrftimeFormat.Known.Select(each => "%" + each))}.");
        return cell => StrftimeFormat.Matches(format, cell.Text);
    }

    private static JsonElement? Json(Cell cell)
    {
        if (cell.Kind is not (CellKind.Text or CellKind.Nested)) return null;
        try
        {
            using var document = JsonDocument.Parse(cell.Text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
