using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Outcomes;
using static Busbar.Digital.Cybersecurity.Tests.Cip.CipRecords;

namespace Busbar.Digital.Cybersecurity.Tests.Cip;

public sealed class EvidenceTests
{
    private static readonly string proof = new('a', 64);

    private static CipFact[] Facts() =>
    [
        Tracked("2026-01-01") with { Proof = proof }, Evaluated("2026-02-01", "KB1", "KB \"2\"") with { Proof = proof },
        new PatchApplied(Noon("2026-02-10"), Ana, "ems-1", "", "KB1"), new PatchApplied(Noon("2026-02-11"), Ana, "elsewhere", proof, "KB1"),
        new PatchApplied(Noon("2026-09-01"), Ana, "ems-1", proof, "KB \"2\""),
    ];

    private static Outcome<ImmutableArray<EvidenceFile>> Pack(string requirement, string asOf, params CipFact[] facts) =>
        PackEvidence.Run(new(requirement, Inputs(asOf, facts)));

    private static string Text(ImmutableArray<EvidenceFile> pack, string path) =>
        Encoding.UTF8.GetString(pack.Single(file => file.Path == path).Content.AsSpan());

    [Fact]
    public void A_pack_says_what_who_when_on_which_asset_and_with_what_proof()
    {
        var pack = Pack("CIP-007-6 R2", "2026-03-01", Facts()).OrThrow();

        Assert.Equal(["assets.csv", "clocks.csv", "index.csv", "index.json", "parts/CIP-007-R2.1.csv", "parts/CIP-007-R2.2.csv",
            "parts/CIP-007-R2.3.csv", "parts/CIP-007-R2.4.csv"], pack.Select(file => file.Path));
        Assert.Equal("\"when\",\"who\",\"role\",\"asset\",\"impact\",\"kind\",\"what\",\"proof\"\n\"2026-02-01T17:00:00Z\",\"ana\","
            + "\"security-analyst\",\"ems-1\",\"High\",\"BesCyberSystem\",\"evaluated vendor: KB1, KB \"\"2\"\" apply\",\"" + proof
                + "\"\n",
            Text(pack, "parts/CIP-007-R2.2.csv"));
        Assert.Contains("\"CIP-007 R2.3\",\"action\",\"ems-1 / vendor / KB1\",\"ops\",\"2026-02-01T17:00:00Z\",\"2026-03-09T04:00:00Z\","
            + "\"2026-03-08\",\"2026-02-10T17:00:00Z\",\"Kept\",\"\"", Text(pack, "clocks.csv"));
        Assert.Contains("\"standard\": \"CIP-007-6\"", Text(pack, "index.json"));
        Assert.DoesNotContain("elsewhere", Text(pack, "parts/CIP-007-R2.3.csv"));
        Assert.DoesNotContain("2026-09-01", Text(pack, "parts/CIP-007-R2.3.csv"));
    }

    [Fact]
    public void The_same_facts_in_any_order_make_the_same_bytes_and_one_fact_more_makes_others()
    {
        var once = Pack("CIP-007 R2", "2026-03-01", Facts()).OrThrow();
        var again = Pack("CIP-007 R2", "2026-03-01", [.. Facts().Reverse()]).OrThrow();
        var other = Pack("CIP-007 R2", "2026-03-01", Facts()[1..]).OrThrow();

        Assert.Equal(once.Select(file => Convert.ToHexString(file.Content.AsSpan())),
            again.Select(file => Convert.ToHexString(file.Content.AsSpan())));
        Assert.NotEqual(Text(once, "index.csv"), Text(other, "index.csv"));
    }

    [Fact]
    public void The_checker_agrees_with_every_file_and_names_each_that_was_touched()
    {
        var pack = Pack("CIP-007 R2", "2026-03-01", Facts()).OrThrow();
        Assert.Equal(6, CheckEvidence.Run(pack).OrThrow());
        Assert.Empty(Codes(CheckEvidence.Run(pack)));
        for (var i = 0; i < pack.Length; i++)
            if (pack[i].Path is not ("index.csv" or "index.json"))
            {
                var touched = pack.SetItem(i, pack[i] with { Content = pack[i].Content.SetItem(9, (byte)(pack[i].Content[9] ^ 1)) });
                Assert.Equal(["hash-differs"], Codes(CheckEvidence.Run(touched)));
                Assert.Equal(["file-missing"], Codes(CheckEvidence.Run(pack.RemoveAt(i))));
            }
        Assert.Equal(["file-not-listed"], Codes(CheckEvidence.Run(pack.Add(new("more.csv", [])))));
        var index = pack.Single(file => file.Path == "index.csv");
        var lied = Encoding.UTF8.GetString(index.Content.AsSpan())
            .Replace("parts/CIP-007-R2.3.csv\",\"1\"", "parts/CIP-007-R2.3.csv\",\"7\"",
            StringComparison.Ordinal);
        Assert.Equal(["rows-differ"], Codes(CheckEvidence.Run(pack.Replace(index,
            index with { Content = [.. Encoding.UTF8.GetBytes(lied)] }))));
        Assert.Equal("no-index", ((Outcome<int>.Refused)CheckEvidence.Run([])).Refusal.Code);
    }

    [Fact]
    public void What_lacks_is_said_and_what_is_not_kept_or_binds_nobody_is_refused()
    {
        var codes = Codes(Pack("CIP-007 R2.3", "2026-06-01", Facts())).ToList();
        Assert.Contains("fact-without-proof", codes);
        Assert.Contains("part-without-evidence", codes);
        Assert.Contains("action-overdue", codes);
        Assert.DoesNotContain("evaluation-overdue", codes);
        Assert.Contains("version-unsettled", Codes(Pack("CIP-010 R1", "2028-05-01")));
        Assert.Equal("unknown-requirement", ((Outcome<ImmutableArray<EvidenceFile>>.Refused)Pack("CIP-003 R1", "2026-06-01")).Refusal.Code);
        Assert.Equal("not-in-force", ((Outcome<ImmutableArray<EvidenceFile>>.Refused)Pack("CIP-008 R4", "2020-06-01")).Refusal.Code);
    }

    [Fact]
    public void Every_kind_of_fact_has_words_and_a_part_and_every_requirement_packs_and_checks()
    {
        CipFact[] all =
        [
            .. Facts(), new SourceDropped(Noon("2026-01-03"), Ana, "ems-1", proof, "old"),
            Evaluated("2026-03-01"), new PlanDated(Noon("2026-01-03"), Ana, "ems-1", proof, "p", ["KB1"], new(2026, 5, 1)),
            new PlanExtended(Noon("2026-01-04"), Senior, "ems-1", proof, "p", new(2026, 6, 1)),
                new PlanDone(Noon("2026-01-05"), Ana, "ems-1", proof, "p"),
            new BaselineRecorded(Noon("2026-01-03"), Ana, "ems-1", proof, [], ""),
                new BaselineRecorded(Noon("2026-01-09"), Ana, "ems-1", proof, [], "c"),
            new ChangeAuthorised(Noon("2026-01-04"), Ana, "ems-1", proof, "c", []),
                new SoftwareVerified(Noon("2026-01-04"), Ana, "ems-1", proof, "c"),
            new ChangeCompleted(Noon("2026-01-05"), Ana, "ems-1", proof, "c"),
                new ControlsVerified(Noon("2026-01-06"), Ana, "ems-1", proof, "c"),
            new BaselineObserved(Noon("2026-01-03"), Ana, "ems-1", proof, []), new WentLive(Noon("2026-01-04"), Ana, "ems-1", proof),
            new AssessmentHeld(Noon("2026-01-03"), Ana, "ems-1", proof),
            new ChangeTested(Noon("2026-01-04"), Ana, "ems-1", proof, "c", ""),
            new ChangeTested(Noon("2026-01-04"), Ana, "ems-1", proof, "c", "no field devices"),
            new ActiveAssessmentHeld(Noon("2026-01-03"), Ana, "ems-1", proof),
            new ActionPlanned(Noon("2026-01-04"), Ana, "ems-1", proof, "a", new(2026, 3, 1)),
            new ActionDone(Noon("2026-02-04"), Ana, "ems-1", proof, "a"),
            new IncidentDetermined(Noon("2026-01-03"), Ana, "ems-1", proof, "i", DeterminedAs.Attempt),
            new AttributeLearned(Noon("2026-01-03"), Ana, "ems-1", proof, "i", IncidentAttribute.AttackVector),
            new ReportSent(Noon("2026-01-03"), Ana, "ems-1", proof, "i", "CISA", [IncidentAttribute.AttackVector]),
            new ReportSent(Noon("2026-01-03"), Ana, "ems-1", proof, "i", "E-ISAC", []),
        ];
        Assert.Equal(typeof(CipFact).Assembly.GetTypes().Where(type => type.IsSealed && type.IsAssignableTo(typeof(CipFact)))
            .Select(type => type.Name)
            .Order(), all.Select(fact => fact.GetType().Name).Distinct().Order());
        foreach (var requirement in RequirementParts.All.Select(part => part.Code).Concat(["CIP-007", "CIP-008", "CIP-010"]))
        {
            var pack = Pack(requirement, "2026-05-01", all).OrThrow();
            Assert.Empty(Codes(CheckEvidence.Run(pack)));
            Assert.All(pack.Where(file => file.Path.StartsWith("parts/", StringComparison.Ordinal)),
                file => Assert.True(Encoding.UTF8.GetString(file.Content.AsSpan()).Split('\n').Length > 2, file.Path));
        }
    }
}
