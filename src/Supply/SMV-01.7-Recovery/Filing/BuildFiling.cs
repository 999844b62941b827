using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>What a filing is built from: the numbers, the facts and the words.</summary>
public sealed record BuildFilingInputs(FilingDataset Dataset, FilingTerms Terms, FilingProse Prose);

/// <summary>Builds the filing package: application, direct testimony, exhibits, workpapers, verification and the tariff sheet clean and
/// redlined, every number of it a reference into the dataset. General shape of a fuel clause's filing: Florida Rule 25-6.0424 (schedules E
/// and A), 16 Tex. Admin. Code 25.237, Idaho Power Cost Adjustment applications.</summary>
public static class BuildFiling
{
    /// <summary>The package; refused when the dataset, the terms or the prose break a rule of <see cref="CheckFiling"/> or of the
    /// references in prose.</summary>
    public static Outcome<FilingPackage> Run(BuildFilingInputs inputs)
    {
        var (dataset, terms, prose) = (inputs.Dataset, inputs.Terms, inputs.Prose);
        var evaluated = CheckFiling.Run(dataset);
        if (evaluated is Outcome<FilingNumbers>.Refused wrong) return wrong.Refusal;
        var numbers = evaluated.OrThrow();
        if (Refuse(terms, prose, numbers, dataset) is { } refusal) return refusal;
        var sheets = FilingSheets.Of(terms, dataset, numbers);
        var pages = new FilingPages(terms, new(numbers, terms, dataset.Schedules), sheets);
        ImmutableArray<Outcome<FilingDocument>> documents =
        [
            pages.Application(prose),
            .. terms.Witnesses.Select((_, i) => i).Where(i => prose.Questions.Any(question => question.Witness == i))
                .Select(i => pages.Testimony(prose, i)),
            pages.Exhibits(),
            pages.Workpapers(numbers),
            pages.Verification(),
            pages.Tariff(prose, numbers, isRedline: false),
            pages.Tariff(prose, numbers, isRedline: true),
        ];
        if (documents.OfType<Outcome<FilingDocument>.Refused>().FirstOrDefault() is { } refused) return refused.Refusal;
        return new FilingPackage(terms, dataset, sheets, [.. documents.Select(document => document.OrThrow())]);
    }

    private static Refusal? Refuse(FilingTerms terms, FilingProse prose, FilingNumbers numbers, FilingDataset dataset)
    {
        var facts = new[] { terms.Utility, terms.Commission, terms.Docket, terms.Clause, terms.LegalSource, terms.State, terms.County,
            terms.Tariff.Schedule, terms.Tariff.Sheet, terms.Tariff.Replaces };
        if (facts.Any(string.IsNullOrWhiteSpace))
            return new("filing-terms-incomplete", "A fact of the filing is empty", terms.Docket,
                "Give utility, commission, docket, clause, legal source, state, county, schedule and both sheets.");
        if (terms.Effective <= terms.Dated)
            return new("effective-before-filing", $"The factors would apply from {terms.Effective:uuuu-MM-dd}, but the filing is dated "
                + $"{terms.Dated:uuuu-MM-dd}", terms.Docket, "Give a later effective date.");
        if (terms.Witnesses.IsEmpty)
            return new("no-witness", "Nobody verifies the application", terms.Docket, "Name at least one witness.");
        if (prose.Questions.FirstOrDefault(question => question.Witness < 0 || question.Witness >= terms.Witnesses.Length) is { } orphan)
            return new("unknown-witness", $"Witness {orphan.Witness} does not exist; there are {terms.Witnesses.Length}", orphan.Question,
                "Count witnesses from 0.");
        if (prose.Questions.FirstOrDefault(question => question.Schedule.Length > 0
            && dataset.Schedules.All(schedule => schedule.Name != question.Schedule)) is { } lost)
            return new("unknown-schedule", $"The answer shows schedule {lost.Schedule}, which does not exist", lost.Question,
                "Name a schedule of the dataset.");
        if (terms.Tariff.Rates.IsEmpty)
            return new("no-rate", "The tariff sheet has no factor", terms.Tariff.Sheet, "Name at least one factor.");
        return terms.Tariff.Rates.SelectMany(rate => new[] { rate.CurrentId, rate.ProposedId }).Where(id => !numbers.TryFind(id, out _))
            .Select(id => FilingFaults.UnknownReference(id, terms.Tariff.Sheet)).FirstOrDefault();
    }
}
