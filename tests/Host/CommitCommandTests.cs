using System.Text.Json;

namespace Busbar.Host.Tests;

/// <summary>The commit commands through the real command line: cases and schedules in, checks, exports and refusals out, and no store
/// opened.</summary>
public sealed class CommitCommandTests
{
    private const string Case = """
        {
          "time_periods": 2, "demand": [5, 18], "reserves": [0, 1],
          "thermal_generators": {
            "unit 1": {
              "must_run": 0, "power_output_minimum": 10, "power_output_maximum": 20, "ramp_up_limit": 10, "ramp_down_limit": 10,
              "ramp_startup_limit": 20, "ramp_shutdown_limit": 20, "time_up_minimum": 1, "time_down_minimum": 1, "power_output_t0": 0,
              "unit_on_t0": 0, "time_down_t0": 5, "time_up_t0": 0, "startup": [{"lag": 1, "cost": 10}, {"lag": 3, "cost": 70}],
              "piecewise_production": [{"mw": 10, "cost": 100}, {"mw": 20, "cost": 250}]
            }
          },
          "renewable_generators": {"wind": {"power_output_minimum": [0, 0], "power_output_maximum": [9, 9]}}
        }
        """;

    /// <summary>An hour at 13 MW costs 145 USD, its cold start 70.</summary>
    private const string Schedule = """
        {
          "case": "case", "objectiveUsd": 215, "lowerBoundUsd": 200,
          "thermal": [{"unit": "unit 1", "isOn": [false, true], "outputMw": [0, 13], "spinningMw": [0, 1], "downwardMw": [0, 0]}],
          "renewable": [{"plant": "wind", "outputMw": [5, 5]}], "storage": [],
          "energyUsdPerMwh": [], "spinningUsdPerMw": [], "shortages": []
        }
        """;

    /// <summary>The unit is worth its cold start (70 USD) and an hour at its minimum (100 USD) in the second hour; wind does the
    /// rest.</summary>
    [Fact]
    public void A_case_is_solved_checked_and_written_without_a_store()
    {
        using var busbar = new BusbarProcess();
        var (file, schedule) = (Write(busbar, "case.json", Case), Path.Combine(busbar.Workspace, "schedule.json"));
        var answer = busbar.RunJson("commit", "solve", file, "--time-limit", "20", "--gap", "0.0001", "--threads", "2", "--seed", "7",
            "--schedule", schedule, "--trace");
        Assert.Equal(170, answer.GetProperty("objectiveUsd").GetDouble(), 0.01);
        Assert.True(answer.GetProperty("lowerBoundUsd").GetDouble() <= 170.01);
        Assert.True(answer.GetProperty("feasible").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("progress").EnumerateArray());
        Assert.Equal(6, answer.GetProperty("secondsToGap").EnumerateObject().Count());
        var check = busbar.RunJson("commit", "check", file, schedule);
        Assert.Equal(170, check.GetProperty("costUsd").GetDouble(), 0.01);
        Assert.Empty(Directory.EnumerateFiles(busbar.Workspace, "*.db"));
        Assert.Empty(Directory.EnumerateFiles(busbar.Workspace, "*.partial"));
    }

    [Fact]
    public void What_cannot_be_met_is_explained_by_hour_and_exits_with_four()
    {
        using var busbar = new BusbarProcess();
        var file = Write(busbar, "case.json", Case.Replace("[5, 18]", "[5, 100]", StringComparison.Ordinal));
        var result = busbar.Run("commit", "solve", file, "--time-limit", "20", "--json");
        Assert.Equal(4, result.Code);
        var answer = JsonDocument.Parse(result.Output).RootElement;
        Assert.True(answer.GetProperty("feasible").GetBoolean());
        var shortage = answer.GetProperty("shortages").EnumerateArray().First(each => each.GetProperty("kind").GetString() == "Energy");
        Assert.Equal(1, shortage.GetProperty("hour").GetInt32());
        Assert.Equal(71, shortage.GetProperty("amount").GetDouble(), 1.01);
        Assert.Contains("all that is available gives 29.0 MW: capacity", shortage.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("Short of", busbar.Run("commit", "solve", file, "--time-limit", "20").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_schedule_is_feasible_and_no_store_is_opened()
    {
        using var busbar = new BusbarProcess();
        var answer = busbar.RunJson("commit", "check", Write(busbar, "case.json", Case), Write(busbar, "schedule.json", Schedule));
        Assert.True(answer.GetProperty("feasible").GetBoolean());
        Assert.Equal(215, answer.GetProperty("costUsd").GetDouble(), 9);
        Assert.Empty(Directory.EnumerateFiles(busbar.Workspace, "*.db"));
    }

    [Fact]
    public void A_wrong_schedule_exits_with_four_and_says_where()
    {
        using var busbar = new BusbarProcess();
        var wrong = Write(busbar, "schedule.json", Schedule.Replace("[0, 13]", "[0, 14]", StringComparison.Ordinal));
        var result = busbar.Run("commit", "check", Write(busbar, "case.json", Case), wrong);
        Assert.Equal(4, result.Code);
        Assert.Contains("check-balance", result.Errors, StringComparison.Ordinal);
        Assert.Contains("load, hour 2", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_of_other_units_is_not_costed()
    {
        using var busbar = new BusbarProcess();
        var other = Write(busbar, "schedule.json", Schedule.Replace("unit 1", "unit 2", StringComparison.Ordinal));
        var result = busbar.Run("commit", "check", Write(busbar, "case.json", Case), other, "--json");
        Assert.Equal(4, result.Code);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(result.Output).RootElement.GetProperty("costUsd").ValueKind);
    }

    [Fact]
    public void Another_solver_s_solution_file_is_checked_too()
    {
        using var busbar = new BusbarProcess();
        var solution = Write(busbar, "case.sol", "Optimal - objective value 215\n 1 on[unit_1,2] 1 0\n 2 above[unit_1,2] 3 0\n"
            + " 3 spin[unit_1,2] 1 0\n 4 plant[wind,1] 5 0\n 5 plant[wind,2] 5 0\n");
        Assert.True(busbar.RunJson("commit", "check", Write(busbar, "case.json", Case), solution).GetProperty("feasible").GetBoolean());
    }

    [Theory]
    [InlineData("unreadable-schedule", "{\"case\": \"case\"}")]
    [InlineData("unreadable-schedule", "{\"case\": ")]
    [InlineData("no-solution", "nothing")]
    public void A_file_that_is_no_schedule_is_refused(string code, string text)
    {
        using var busbar = new BusbarProcess();
        Assert.Equal(code, Refused(busbar, "commit", "check", Write(busbar, "case.json", Case), Write(busbar, "schedule.json", text)));
    }

    [Theory]
    [InlineData("broken-json", "\"demand\"", "demand")]
    [InlineData("not-a-number", "[5, 18]", "[NaN, 18]")]
    [InlineData("limits-crossed", "\"power_output_minimum\": 10,", "\"power_output_minimum\": 21,")]
    [InlineData("zero-hour-lag", "\"lag\": 1", "\"lag\": 0")]
    [InlineData("non-convex-cost", "{\"mw\": 20,", "{\"mw\": 15, \"cost\": 240}, {\"mw\": 20,")]
    public void A_bad_case_is_refused_with_place_and_remedy(string code, string text, string instead)
    {
        using var busbar = new BusbarProcess();
        Assert.Contains(text, Case, StringComparison.Ordinal);
        var file = Write(busbar, "case.json", Case.Replace(text, instead, StringComparison.Ordinal));
        Assert.Equal(code, Refused(busbar, "commit", "export", file, "--mps", Path.Combine(busbar.Workspace, "case.mps")));
        Assert.False(File.Exists(Path.Combine(busbar.Workspace, "case.mps")));
    }

    [Fact]
    public void A_case_is_exported_for_other_solvers()
    {
        using var busbar = new BusbarProcess();
        var (file, folder) = (Write(busbar, "case.json", Case), busbar.Workspace);
        busbar.RunJson("commit", "export", file, "--mps", Path.Combine(folder, "ref.mps"));
        busbar.RunJson("commit", "export", file, "--mps", Path.Combine(folder, "tight.mps"), "--form", "tight");
        busbar.RunJson("commit", "export", file, "--pglib", Path.Combine(folder, "again.json"));
        Assert.Contains("start-type[unit_1,2,1]", File.ReadAllText(Path.Combine(folder, "ref.mps")), StringComparison.Ordinal);
        Assert.DoesNotContain("start-type[", File.ReadAllText(Path.Combine(folder, "tight.mps")), StringComparison.Ordinal);
        busbar.RunJson("commit", "export", Path.Combine(folder, "again.json"), "--pglib", Path.Combine(folder, "third.json"));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "again.json")), File.ReadAllText(Path.Combine(folder, "third.json")));
    }

    [Fact]
    public void What_pglib_uc_cannot_say_needs_additions()
    {
        using var busbar = new BusbarProcess();
        var file = Write(busbar, "case.json",
            Case.Replace("\"must_run\": 0,", "\"must_run\": 0, \"busbar_startups_maximum\": 1,", StringComparison.Ordinal));
        var target = Path.Combine(busbar.Workspace, "again.json");
        Assert.Equal("beyond-pglib-uc", Refused(busbar, "commit", "export", file, "--pglib", target));
        busbar.RunJson("commit", "export", file, "--pglib", target, "--additions");
        Assert.Contains("busbar_startups_maximum", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("commit", "export", "case.json")]
    [InlineData("commit", "export", "case.json", "--mps", "a", "--pglib", "b")]
    [InlineData("commit", "export", "case.json", "--mps", "a", "--form", "loose")]
    [InlineData("commit", "check", "case.json")]
    [InlineData("commit", "solve", "case.json", "--time-limit", "0")]
    [InlineData("commit", "solve", "case.json", "--gap", "-1")]
    [InlineData("commit", "solve", "case.json", "--threads", "0")]
    [InlineData("commit", "solve")]
    [InlineData("commit", "rts", ".", "--from", "2020-07-06", "--days", "0", "--out", "a")]
    public void A_command_line_that_is_not_understood_exits_with_two(params string[] arguments)
    {
        using var busbar = new BusbarProcess();
        Assert.Equal(2, busbar.Run(arguments).Code);
    }

    [Fact]
    public void A_case_is_made_from_rts_gmlc()
    {
        using var busbar = new BusbarProcess();
        var folder = Path.GetDirectoryName(BusbarProcess.Shared("dispatch/rts-gmlc/gen.csv.gz"))!;
        var (file, mps) = (Path.Combine(busbar.Workspace, "rts.json"), Path.Combine(busbar.Workspace, "rts.mps"));
        var answer = busbar.RunJson("commit", "rts", folder, "--from", "2020-07-06", "--days", "1", "--out", file);
        Assert.Equal(24, answer.GetProperty("hours").GetInt32());
        busbar.RunJson("commit", "export", file, "--mps", mps);
        Assert.Contains("stored[313-storage-1,24]", File.ReadAllText(mps), StringComparison.Ordinal);
        Assert.Equal("missing-day", Refused(busbar, "commit", "rts", folder, "--from", "2021-07-06", "--out", file));
    }

    private static string Write(BusbarProcess busbar, string name, string text)
    {
        var path = Path.Combine(busbar.Workspace, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string? Refused(BusbarProcess busbar, params string[] arguments)
    {
        var result = busbar.Run([.. arguments, "--json"]);
        Assert.Equal(3, result.Code);
        return JsonDocument.Parse(result.Output).RootElement.GetProperty("refused").GetProperty("code").GetString();
    }
}
