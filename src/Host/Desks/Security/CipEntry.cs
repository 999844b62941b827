using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>A fact as a person gives it, on a form or a command line: what each kind needs is checked here.</summary>
/// <param name="Fact">The fact's name: <c>PatchesEvaluated</c>.</param>
/// <param name="Name">The source, plan, change, incident or patch it is about.</param>
/// <param name="List">Patches, attributes told, or items <c>Software openssh=9.6</c>.</param>
/// <param name="Until">A plan's last day.</param>
/// <param name="Word">What the incident was determined as, the attribute learned, the recipient of a report, how a test
/// environment differs.</param>
public sealed record CipEntry(
    string Fact, Instant At, string Asset, string Proof, string Name, ImmutableArray<string> List, LocalDate? Until, string Word)
{
    /// <summary>The facts that can be given.</summary>
    public static ImmutableArray<string> Facts { get; } =
    [
        nameof(SourceTracked), nameof(SourceDropped), nameof(PatchesEvaluated), nameof(PatchApplied), nameof(PlanDated),
            nameof(PlanExtended),
        nameof(PlanDone), nameof(BaselineRecorded), nameof(BaselineObserved), nameof(ChangeAuthorised), nameof(ChangeCompleted),
        nameof(ControlsVerified), nameof(SoftwareVerified), nameof(WentLive), nameof(AssessmentHeld), nameof(AttributeLearned),
        nameof(ReportSent), nameof(ChangeTested), nameof(ActiveAssessmentHeld), nameof(ActionPlanned), nameof(ActionDone),
    ];

    /// <summary>The fact.</summary>
    /// <exception cref="RefusedException"><c>unknown-fact</c>; <c>missing-field</c>; <c>bad-item</c>; <c>bad-word</c>.</exception>
    public CipFact Read(Actor who) => Fact switch
    {
        nameof(SourceTracked) => new SourceTracked(At, who, Asset, Proof, Named),
        nameof(SourceDropped) => new SourceDropped(At, who, Asset, Proof, Named),
        nameof(PatchesEvaluated) => new PatchesEvaluated(At, who, Asset, Proof, Named, List),
        nameof(PatchApplied) => new PatchApplied(At, who, Asset, Proof, Named),
        nameof(PlanDated) => new PlanDated(At, who, Asset, Proof, Named, List, Day),
        nameof(PlanExtended) => new PlanExtended(At, who, Asset, Proof, Named, Day),
        nameof(PlanDone) => new PlanDone(At, who, Asset, Proof, Named),
        nameof(BaselineRecorded) => new BaselineRecorded(At, who, Asset, Proof, Items, Name),
        nameof(BaselineObserved) => new BaselineObserved(At, who, Asset, Proof, Items),
        nameof(ChangeAuthorised) => new ChangeAuthorised(At, who, Asset, Proof, Named, Items),
        nameof(ChangeCompleted) => new ChangeCompleted(At, who, Asset, Proof, Named),
        nameof(ControlsVerified) => new ControlsVerified(At, who, Asset, Proof, Named),
        nameof(SoftwareVerified) => new SoftwareVerified(At, who, Asset, Proof, Named),
        nameof(WentLive) => new WentLive(At, who, Asset, Proof),
        nameof(ChangeTested) => new ChangeTested(At, who, Asset, Proof, Named, Word.Trim()),
        nameof(ActiveAssessmentHeld) => new ActiveAssessmentHeld(At, who, Asset, Proof),
        nameof(ActionPlanned) => new ActionPlanned(At, who, Asset, Proof, Named, Day),
        nameof(ActionDone) => new ActionDone(At, who, Asset, Proof, Named),
        nameof(AssessmentHeld) => new AssessmentHeld(At, who, Asset, Proof),
        nameof(AttributeLearned) => new AttributeLearned(At, who, Asset, Proof, Named, Told(Word)),
        nameof(ReportSent) => new ReportSent(At, who, Asset, Proof, Named,
            Word is "E-ISAC" or "CISA" ? Word : throw Bad(Word, "E-ISAC or CISA"),
            [.. List.Select(Told)]),
        _ => throw new RefusedException(new("unknown-fact", $"'{Fact}' is no fact that CIP asks about", "fact",
            $"Choose one of {string.Join(", ", Facts)}.")),
    };

    private string Named => string.IsNullOrWhiteSpace(Name) ? throw Missing("name") : Name.Trim();

    private LocalDate Day => Until ?? throw Missing("until");

    private ImmutableArray<BaselineItem> Items => [.. List.Select(Item)];

    private static BaselineItem Item(string text)
    {
        var words = text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != 2 || !Enum.TryParse<BaselineKind>(words[0], ignoreCase: true, out var kind) || char.IsAsciiDigit(words[0][0]))
            throw new RefusedException(new("bad-item", $"'{text}' is no item of a baseline", "list",
                $"Write kind, name and value as 'Software openssh=9.6'; kinds are {string.Join(", ", Enum.GetNames<BaselineKind>())}."));
        var at = words[1].IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? new(kind, words[1], "") : new(kind, words[1][..at], words[1][(at + 1)..]);
    }

    private static IncidentAttribute Told(string word) => Enum.TryParse<IncidentAttribute>(word, ignoreCase: true, out var told)
        && Enum.IsDefined(told) && !char.IsAsciiDigit(word[0]) ? told
            : throw Bad(word, string.Join(", ", Enum.GetNames<IncidentAttribute>()));

    private static RefusedException Bad(string word, string wanted) =>
        new(new("bad-word", $"'{word}' is not what is asked for", "word", $"Give {wanted}."));

    private RefusedException Missing(string field) => new(new("missing-field", $"{Fact} needs the field '{field}'", field, "Fill it in."));
}
