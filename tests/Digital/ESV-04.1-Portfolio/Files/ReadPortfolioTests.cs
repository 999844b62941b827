using System.Text;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Gateways;
using Busbar.Gateways.Portfolio;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Tests.Files;

public sealed class ReadPortfolioTests
{
    private const string Yaml = """
        name: plan
        firstYear: 2027
        discountRate: 0.07
        budgets: [100, 120.5]
        skills:
          - { name: code, fte: [2, 3] }
        initiatives:
          - id: a
            name: Alpha
            value: 50
            costs: [60, 20]
            skills: { code: [1, 0.5] }
            starts: [2028, 2027]
            mandatory: true
            objective: up
            scores: { value: 4 }
          - { id: b, name: Beta, costs: [10], benefits: [0, 15], dependsOn: [a] }
          - id: m
            name: Mu
            costs: [1]
            benefits: [2]
            quarters: 3
            measure: { liveSince: 2027-05, on: feed, queue: q, objective: s/o, runCosts: [{ from: 2027-05, usdPerMonth: 4 }] }
        alternatives: [{ name: pair, members: [a, b] }]
        scenarios: [{ name: less, budgets: 0.9, without: [b] }]
        objectives: [{ id: up, name: Up, metric: rate, higherIsBetter: false, readings: [{ day: 2026-02-01, value: 2 },
          { day: 2026-01-01, value: 3 }] }]
        capabilities: [{ id: c, name: C }]
        applications: [{ id: x, name: X, businessFit: 4, technicalFit: 2.5, yearlyCost: 9, capabilities: [c], technologies: [db] }]
        technologies: [{ name: db, ring: adopt, supportEnds: 2028-11-14 }]
        criteria: [{ name: value, weight: 2 }]
        luftman: { value: 3 }
        ticket: { usdPerHour: 60, minutes: 30 }
        """;

    [Fact]
    public void A_file_is_read_with_every_field()
    {
        var of = Read(Yaml).OrThrow();
        Assert.Equal(("plan", 2027, 0.07, "100 120.5"), (of.Name, of.FirstYear, of.DiscountRate, string.Join(' ', of.BudgetUsd)));
        var (a, b) = (of.Initiatives[0], of.Initiatives[1]);
        Assert.Equal((50m, true, "up", "2027 2028", 0.5m, 4m),
            (a.ValueUsd!.Value, a.IsMandatory, a.Objective, string.Join(' ', a.Starts), a.Skills[0].Fte[1], a.Scores["value"]));
        Assert.Equal((null, 15m, "a"), (b.ValueUsd, b.BenefitUsd[1], b.DependsOn[0]));
        var measured = of.Initiatives[2];
        Assert.Equal((3, new(2027, 5), "feed", "q", "s/o", new(new(2027, 5), 4), new TicketCost(60, 30)),
            (measured.Quarters, measured.Measure!.LiveSince!.Value, measured.Measure.On, measured.Measure.Queue, measured.Measure.Objective,
                measured.Measure.RunCosts[0], of.Ticket));
        Assert.Equal((0.9m, 1m, "b"), (of.Scenarios[0].BudgetShare, of.Scenarios[0].SkillShare, of.Scenarios[0].Without[0]));
        Assert.Equal([3.0, 2.0], of.Landscape.Objectives[0].Readings.Select(each => each.Value));
        Assert.False(of.Landscape.Objectives[0].IsHigherBetter);
        Assert.Equal(new(2028, 11, 14), of.Landscape.Technologies[0].SupportEnds);
        Assert.Equal((2.5, 2m, 3),
            (of.Landscape.Applications[0].TechnicalFit, of.Landscape.Criteria[0].Weight, of.Landscape.Luftman["value"]));
    }

    [Fact]
    public void The_same_as_JSON_reads_the_same()
    {
        const string json = """
            {"firstYear": 2027, "budgets": [5], "initiatives": [{"id": "a", "name": "A", "value": 1, "costs": [2]}]}
            """;
        const string yaml = "{firstYear: 2027, budgets: [5], initiatives: [{id: a, name: A, value: 1, costs: [2]}]}";
        var (a, b) = (Read(json, "p.json").OrThrow(), Read(yaml).OrThrow());
        Assert.Equal(("Portfolio", b.Name, a.BudgetUsd[0], a.Initiatives[0].CostUsd[0]), (a.Name, a.Name, 5m, 2m));
        Assert.Equal(b.Initiatives[0].ValueUsd, a.Initiatives[0].ValueUsd);
    }

    [Theory]
    [InlineData("    costs: [60, 20]", "    costs: [60, -20]", "p.yaml:11:17", "initiatives[0].costs[1]")]
    [InlineData("firstYear: 2027", "firstYear: soon", "p.yaml:2:12", "firstYear")]
    [InlineData("mandatory: true", "mandatroy: true", "p.yaml:14:16", "initiatives[0].mandatroy")]
    [InlineData("benefits: [0, 15], ", "", "p.yaml:17:5", "neither 'value' nor 'benefits'")]
    [InlineData("supportEnds: 2028-11-14", "supportEnds: 2027-02-29", "p.yaml:30:54", "no day there is")]
    [InlineData("luftman: { value: 3 }", "luftman: { value: 6 }", "p.yaml:32:19", "luftman.value")]
    [InlineData("liveSince: 2027-05", "liveSince: 2027-13", "p.yaml:23:27", "initiatives[2].measure.liveSince")]
    [InlineData("    benefits: [2]\n", "    value: 2\n", "p.yaml:23:14", "without 'benefits'")]
    [InlineData("ticket: { usdPerHour: 60, minutes: 30 }", "", "p.yaml:23:14", "needs the file's 'ticket'")]
    [InlineData("value: 50", "value: .nan", "p.yaml:10:12", "initiatives[0].value")]
    [InlineData("value: 50", "value: 1e300", "p.yaml:10:12", "initiatives[0].value")]
    public void A_wrong_field_is_refused_with_its_line_and_its_name(string right, string wrong, string where, string said)
    {
        var refusal = RefusalOf(Read(Yaml.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal(("bad-portfolio", where), (refusal.Code, refusal.Where));
        Assert.Contains(said, refusal.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.yaml", "a: &x [1]\nb: *x", "yaml-anchor")]
    [InlineData("p.yaml", "a: 1\na: 2", "key-twice")]
    [InlineData("p.yaml", "", "empty-file")]
    [InlineData("p.yaml", "[", "not-yaml")]
    [InlineData("p.json", "{", "not-json")]
    [InlineData("p.json", "{\"a\":1,\"a\":2}", "key-twice")]
    public void Hostile_text_is_refused(string name, string text, string code) => Assert.Equal(code, RefusalOf(Read(text, name)).Code);

    private static Outcome<PortfolioCase> Read(string text, string name = "p.yaml") =>
        ReadPortfolio.Run(new SourceFile(name, Encoding.UTF8.GetBytes(text)));

    private static Refusal RefusalOf<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
}
