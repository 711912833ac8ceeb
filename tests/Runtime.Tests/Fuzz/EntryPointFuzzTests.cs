using System.Globalization;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Fuzz;

/// <summary>
/// Whatever reaches an entry point, HTTP gets a well-formed reply that is no 500, and workers and settle throw nothing but their own exception.
/// ASYNCJOBS_FUZZ_CASES asks for more cases than these, with another seed in each run unless ASYNCJOBS_FUZZ_SEED names one.
/// </summary>
public sealed class EntryPointFuzzTests(ITestOutputHelper output)
{
    private const int Few = 20_000;
    private const int SeedOfTests = 1;

    [Fact]
    public async Task Every_entry_point_takes_whatever_comes()
    {
        bool isLong = Number("ASYNCJOBS_FUZZ_CASES") is not null;
        int cases = Number("ASYNCJOBS_FUZZ_CASES") ?? Few;
        int seed = Number("ASYNCJOBS_FUZZ_SEED") ?? (isLong ? Random.Shared.Next() : SeedOfTests);

        await Parallel.ForAsync(0, cases, TestContext.Current.CancellationToken, async (number, _) =>
        {
            try
            {
                await RunAsync(seed, number);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Case {number} of the seed {seed} failed; Replay runs it alone.", exception);
            }
        });
        output.WriteLine($"{cases} cases of the seed {seed} held.");
    }

    /// <summary>One case of a failed run, for a debugger: ASYNCJOBS_FUZZ_SEED and ASYNCJOBS_FUZZ_CASE name it.</summary>
    [Fact]
    public Task Replay() => RunAsync(Number("ASYNCJOBS_FUZZ_SEED") ?? SeedOfTests, Number("ASYNCJOBS_FUZZ_CASE") ?? 0);

    private static Task RunAsync(int seed, int number) => new FuzzBed().RunAsync(new Random(unchecked((seed * 7919) + (number * 104_729))));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
