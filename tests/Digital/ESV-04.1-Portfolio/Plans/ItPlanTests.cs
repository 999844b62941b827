using System.IO.Compression;
using System.Text;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Gateways.Documents;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Tests.Plans;

public sealed class ItPlanTests
{
    [Fact]
    public void The_plan_says_what_is_funded_what_is_not_and_reads_the_same_as_PDF_and_DOCX()
    {
        var of = SmallCase.Case([100], SmallCase.Initiative("a", 60, 60), SmallCase.Initiative("b", 50, 41) with { BenefitUsd = [82] },
            SmallCase.Initiative("c", 20, 40)) with { Scenarios = [new("more", 1.01m, 1, [])] };
        var review = ReviewPortfolio.Run(of, new(2026, 11, 1), SearchLimits.Proof).OrThrow();
        var plan = DraftItPlan.Run(review);
        Assert.Equal(
            ["Funded initiatives", "Money and people", "Roadmap: cost by year, USD", "What was left out, and what would change that",
            "Scenarios"], plan.Sections.Select(each => each.Heading));
        Assert.Contains("2 of 3 initiatives are funded, "
            + "worth 80 USD. Nothing within the means is worth more: this is proven. The best other "
            + "set is worth 70 USD.", plan.Sections[0].Text);
        // b would need 60 − 50 more to be as good as a and c; or 41 → 40, a cut of 1/41.
        Assert.Equal(["Initiative b", "50", "60", "2.4 %", "a"], plan.Sections[3].Rows[0].Select(cell => cell));
        Assert.All(plan.Sections, section => Assert.All(section.Rows, row => Assert.Equal(section.Columns.Length, row.Length)));
        var pdf = Encoding.Latin1.GetString([.. WriteItPlan.AsPdf(plan).OrThrow()]);
        Assert.StartsWith("%PDF-1.7", pdf, StringComparison.Ordinal);
        using var docx = new ZipArchive(new MemoryStream([.. WriteItPlan.AsDocx(plan)]));
        using var text = new StreamReader(docx.GetEntry("word/document.xml")!.Open());
        var body = text.ReadToEnd();
        Assert.All(plan.Sections, section => Assert.Contains(section.Heading, body, StringComparison.Ordinal));
        Assert.Equal(WriteItPlan.AsDocx(plan), WriteItPlan.AsDocx(plan));
    }

    [Fact]
    public void A_review_is_refused_as_its_selection_is()
    {
        var of = SmallCase.Case([1], SmallCase.Initiative("a", 1, 2) with { IsMandatory = true });
        Assert.Equal("mandatory-conflict", Assert.IsType<Outcome<PortfolioReview>.Refused>(ReviewPortfolio.Run(of, new(2026, 1, 1),
            SearchLimits.Proof)).Refusal.Code);
    }
}
