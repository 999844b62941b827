using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Detection;

public sealed partial class SigmaRegressionTests
{
    /// <summary>Rules whose cards say 1 where more of the events plainly fit: three of five files are named user.conf.</summary>
    private static readonly Dictionary<string, int> moreThanTheCardSays = new()
    {
        ["file_event_win_anydesk_artefact"] = 3, ["file_event_win_cred_dump_tools_dropped_files"] = 3,
        ["registry_set_change_security_zones"] = 3, ["registry_set_disable_administrative_share"] = 2,
    };

    private const string Foreign = "\u00a7 nobody writes this \u00a7";

    [Fact]
    public void Every_rule_of_the_regression_set_matches_its_event_as_often_as_its_card_says()
    {
        var cases = SigmaRegression.All();
        var wrong = cases.Select(each => (each.Rule.File, Run: DetectEvents.Run(new([each.Rule], each.Events)).OrThrow(), each.Matches))
            .Where(each => !each.Run.Refused.IsEmpty || each.Run.Detections.IsEmpty
                || each.Matches > 0 && each.Run.Detections.Length
                    != moreThanTheCardSays.GetValueOrDefault(Path.GetFileNameWithoutExtension(each.File), each.Matches))
            .Select(each => $"{each.File}: {each.Run.Detections.Length} of {each.Matches} {string.Join(";", each.Run.Refused)}").ToList();

        Assert.Equal(203, cases.Length);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void No_rule_matches_when_every_field_it_names_says_something_else()
    {
        var matched = SigmaRegression.All().Where(each => each.Rule.Source.Product == "windows").SelectMany(each =>
        {
            var fields = FieldsOf(each.Rule.Selections.Values).ToHashSet();
            return DetectEvents.Run(new([each.Rule], [.. each.Events.Select(it => Changed(it, fields))])).OrThrow().Detections;
        });

        Assert.Empty(matched.Select(each => each.Rule.File));
    }

    [Fact]
    public void A_rule_that_needs_all_its_selections_misses_when_a_single_needed_field_says_something_else()
    {
        var (tried, wrong) = (0, new List<string>());
        foreach (var each in SigmaRegression.All().Where(each => each.Rule.Conditions.All(condition => NeedsAll().IsMatch(condition))))
            foreach (var (name, selection) in each.Rule.Selections.Where(one => one.Key.StartsWith("selection", StringComparison.Ordinal)))
            {
                // Every line of a map is needed; of a list of maps, one: there all fields change at once.
                IEnumerable<string[]> needed = selection is Selection.All all ? all.Tests.Select(test => new[] { test.Field })
                    : [FieldsOf([selection]).ToArray()];
                foreach (var fields in needed.Select(group => group.ToHashSet()))
                {
                    tried++;
                    var run = DetectEvents.Run(new([each.Rule], [.. each.Events.Select(it => Changed(it, fields))])).OrThrow();
                    if (!run.Detections.IsEmpty) wrong.Add($"{each.Rule.File} {name} {string.Join(",", fields)}");
                }
            }

        Assert.True(tried > 300, $"{tried} fields were changed");
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_lines_that_are_told_hold_of_the_event_and_no_rule_is_run_over_foreign_logs()
    {
        var cases = SigmaRegression.All();
        var rules = cases.Select(each => each.Rule).ToImmutableArray();
        var run = DetectEvents.Run(new(rules, [.. cases.SelectMany(each => each.Events)])).OrThrow();

        Assert.All(run.Detections, each => Assert.NotEmpty(each.Because));
        Assert.All(run.Detections, each => Assert.Equal(each.Rule.Source.Product, each.Event.Product));
        Assert.Empty(run.Untried);
        Assert.Empty(rules.Select(rule => rule.Id).Except(run.Detections.Select(each => each.Rule.Id)));
        Assert.Contains("T1490", run.Detections.SelectMany(each => each.Techniques));
    }

    private static IEnumerable<string> FieldsOf(IEnumerable<Selection> selections) => selections.SelectMany(each => each switch
    {
        Selection.All all => all.Tests.Select(test => test.Field),
        Selection.Any any => FieldsOf(any.Of),
        _ => [],
    });

    private static SecurityEvent Changed(SecurityEvent it, HashSet<string> fields) => it with
    {
        Fields = it.Fields.ToFrozenDictionary(each => each.Key, each => fields.Contains(each.Key, StringComparer.OrdinalIgnoreCase)
            ? [Foreign] : each.Value, StringComparer.OrdinalIgnoreCase),
    };

    [GeneratedRegex(@"^(selection|all of selection_?\*)( and not .*)?$")]
    private static partial Regex NeedsAll();
}
