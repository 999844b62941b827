using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Supply.Handoffs.Recovery.Filing;

/// <summary>Who files what, where, under which rule and from when: the facts of a filing that are not numbers.</summary>
/// <param name="Utility">The applicant.</param>
/// <param name="Commission">Before whom.</param>
/// <param name="Docket">Case or docket number.</param>
/// <param name="Clause">The clause's name in the tariff.</param>
/// <param name="LegalSource">Where its rules are written.</param>
/// <param name="State">State of the verification.</param>
/// <param name="County">County of the verification.</param>
/// <param name="Dated">Day of the filing.</param>
/// <param name="Effective">Day from which the proposed factors apply; after <paramref name="Dated"/>.</param>
/// <param name="Witnesses">At least one; the first verifies the application.</param>
/// <param name="Tariff">The sheet that changes.</param>
public sealed record FilingTerms(
    string Utility, string Commission, string Docket, string Clause, string LegalSource, string State, string County, LocalDate Dated,
    LocalDate Effective, ImmutableArray<FilingWitness> Witnesses, FilingTariff Tariff);

/// <summary>Who testifies.</summary>
public sealed record FilingWitness(string Name, string Title, string Address);

/// <summary>A tariff sheet and the factors on it.</summary>
/// <param name="Schedule">The rate schedule: <c>Schedule 66</c>.</param>
/// <param name="Sheet">The sheet as proposed: <c>Second Revised Sheet 66</c>.</param>
/// <param name="Replaces">The sheet it cancels.</param>
/// <param name="Rates">At least one factor.</param>
public sealed record FilingTariff(string Schedule, string Sheet, string Replaces, ImmutableArray<FilingRate> Rates);

/// <summary>One factor of the sheet: who pays it, the dataset's number now in force and the one proposed.</summary>
public sealed record FilingRate(string Class, string CurrentId, string ProposedId);

/// <summary>The words of a filing. A number in them is a reference into the dataset between braces, <c>{factor}</c>, or
/// <c>{factor:words}</c>, <c>{factor:source}</c>, <c>{change:change}</c> ("an increase of …"); <c>{schedule.E1}</c> names a schedule, and
/// <c>{filing.utility}</c>, <c>commission</c>, <c>docket</c>, <c>clause</c>, <c>source</c>, <c>dated</c>, <c>effective</c>,
/// <c>schedule</c>, <c>sheet</c> and <c>witness</c>, <c>title</c>, <c>address</c> the terms. A digit outside braces is refused.</summary>
/// <param name="Application">The application's paragraphs, numbered as they come.</param>
/// <param name="Relief">What is asked for, numbered on.</param>
/// <param name="Questions">The direct testimony.</param>
/// <param name="Tariff">The tariff sheet's paragraphs.</param>
public sealed record FilingProse(
    ImmutableArray<string> Application, ImmutableArray<string> Relief, ImmutableArray<FilingQuestion> Questions,
    ImmutableArray<string> Tariff);

/// <summary>A question and its answer.</summary>
/// <param name="Witness">Which witness answers, counted from 0.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Schedule">A schedule shown under the answer, or empty.</param>
public sealed record FilingQuestion(int Witness, string Question, string Answer, string Schedule = "");
