using System.Text;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Bills;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Components;

public class CycloneDxTests
{
    [Fact]
    public void Every_json_document_of_the_suite_is_taken_or_refused_as_its_name_says()
    {
        var (valid, invalid, wrong) = (0, 0, new List<string>());
        foreach (var (path, text) in SharedFiles.Unpack("cyclonedx.tar.gz").Where(file => file.Key.EndsWith(".json",
            StringComparison.Ordinal) && file.Key.Contains("/resources/", StringComparison.Ordinal)))
        {
            var outcome = ReadBill.Run(new(Path.GetFileName(path), text));
            var isValid = Path.GetFileName(path).StartsWith("valid", StringComparison.Ordinal);
            if (isValid) valid++;
            else invalid++;
            var refused = outcome as Outcome<BillOfMaterials>.Refused;
            if (refused is not null == isValid)
                wrong.Add(isValid ? $"{refused!.Refusal}" : $"{path} was taken");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(30))}");
        Assert.Equal((171, 98), (valid, invalid));
    }

    [Fact]
    public void Cisas_use_cases_of_vex_state_what_their_texts_state()
    {
        (string Word, VexStatus Status)[] words = [("not_affected", VexStatus.NotAffected), ("exploitable", VexStatus.Affected),
            ("in_triage", VexStatus.UnderInvestigation), ("resolved", VexStatus.Fixed)];
        var (files, stated) = (0, 0);
        foreach (var (path, text) in SharedFiles.Unpack("cyclonedx_vex_examples.tar.gz").Where(file =>
            Path.GetFileName(file.Key) is var name && name.StartsWith("vex", StringComparison.Ordinal)))
        {
            files++;
            var statements = ReadBill.Run(new(Path.GetFileName(path), text)).OrThrow().Statements;
            foreach (var (word, status) in words)
            {
                var count = Encoding.UTF8.GetString(text).Split($"\"state\": \"{word}\"").Length - 1;
                Assert.True(count == statements.Count(each => each.Status == status), $"{path} {word}");
                stated += count;
            }
        }
        Assert.Equal((25, 112), (files, stated));
    }

    [Fact]
    public void Nested_components_licences_dependencies_and_statements_are_read()
    {
        var bill = ReadBill.Run(Bill("""
            "metadata": { "component": { "type": "application", "name": "desk", "version": "1" } },
            "components": [{ "type": "library", "bom-ref": "a", "name": "log4j-core", "version": "2.14.1",
              "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "licenses": [{ "license": { "id": "Apache-2.0" } }],
              "components": [{ "type": "library", "bom-ref": "b", "name": "inner" }] }],
            "dependencies": [{ "ref": "a", "dependsOn": ["b"] }],
            "vulnerabilities": [{ "id": "CVE-2021-44228", "affects": [{ "ref": "a" }],
              "analysis": { "state": "not_affected", "justification": "code_not_reachable" } }]
            """)).OrThrow();
        Assert.Equal(("CycloneDX 1.6", "desk 1"), (bill.Format, bill.Subject));
        Assert.Equal(["log4j-core", "inner"], bill.Components.Select(each => each.Name));
        Assert.Equal("pkg:maven/org.apache.logging.log4j/log4j-core", bill.Components[0].Package!.Package);
        Assert.Equal(["Apache-2.0"], bill.Components[0].Licences);
        Assert.Equal("b", Assert.Single(Assert.Single(bill.Dependencies).DependsOn));
        Assert.Equal((VexStatus.NotAffected, "code_not_reachable"), (bill.Statements[0].Status, bill.Statements[0].Justification));
    }

    [Fact]
    public void What_cannot_be_followed_is_found()
    {
        var done = Assert.IsType<Outcome<BillOfMaterials>.Done>(ReadBill.Run(Bill("""
            "components": [{ "type": "library", "bom-ref": "a", "name": "x", "purl": "pkg:maven/x" },
              { "type": "library", "bom-ref": "a", "name": "y" }],
            "dependencies": [{ "ref": "a", "dependsOn": ["nowhere"] }]
            """)));
        Assert.Equal(["bad-purl", "ref-twice", "ref-unknown"], done.Findings.Select(each => each.Code).Order());
    }

    [Theory]
    [InlineData("""{"bomFormat":"Other"}""", "bill-format")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.3"}""", "bill-version")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","version":0}""", "bad-bill")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","specVersion":"1.6"}""", "key-twice")]
    [InlineData("no bill", "not-json")]
    public void What_is_no_bill_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<BillOfMaterials>.Refused>(ReadBill.Run(new("bill.json", Encoding.UTF8.GetBytes(text))))
            .Refusal.Code);

    [Fact]
    public void Json_nested_without_end_is_refused_and_not_followed() => Assert.Equal("not-json",
        Assert.IsType<Outcome<BillOfMaterials>.Refused>(ReadBill.Run(new("deep.json", Encoding.UTF8.GetBytes(new string('[', 100_000)))))
            .Refusal.Code);

    private static SourceFile Bill(string inside) => new("bill.json", Encoding.UTF8.GetBytes(
        $$"""{"bomFormat":"CycloneDX","specVersion":"1.6",{{inside}}}"""));
}
