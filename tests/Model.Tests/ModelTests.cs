using Xunit;

namespace AsyncJobs.Model.Tests;

/// <summary>The whole of small worlds: every order of what may happen in them.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int FewestStates = 1_000_000;

    // Each has much of some troubles and little of others: all at once would be more worlds than a build has time for.
    private static readonly Scenario s_steps = new(
        "that goes on in steps and saves its state", Starts: 1, Retries: 1, Continuations: 1, Saves: 2);

    private static readonly Scenario s_duplicate = new(
        "whose event comes twice", Starts: 1, Retries: 2, Duplicates: 1);

    private static readonly Scenario s_duplicateStep = new(
        "one of whose steps comes twice", Starts: 1, Continuations: 1, Duplicates: 1);

    private static readonly Scenario s_lostReply = new(
        "with a lost reply of Invoke", Starts: 1, Continuations: 1, LostSends: 1);

    private static readonly Scenario s_keyed = new(
        "under a key, started three times at once", Starts: 3, IsKeyed: true);

    private static readonly Scenario s_keyedRetry = new(
        "under a key, started twice, whose events are tried again", Starts: 2, IsKeyed: true, Retries: 1);

    private static readonly Scenario s_lostWord = new(
        "whose failure record is lost", Starts: 1, Retries: 2, Continuations: 1, LostWords: 1);

    [Fact]
    public void Every_promise_holds_in_every_order()
    {
        Scenario[] scenarios = [s_steps, s_duplicate, s_duplicateStep, s_lostReply, s_keyed, s_keyedRetry, s_lostWord];
        Search[] searches = [.. scenarios.Select(scenario => new Search(new Decisions(), scenario))];
        ParallelOptions options = new() { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };

        Parallel.ForEach(searches, options, search =>
        {
            Counterexample? broken = search.Run();
            Assert.True(broken is null, $"A job {search.Scenario.Name}: {broken}");
        });

        foreach (Search search in searches)
            output.WriteLine($"A job {search.Scenario.Name}: {search.States:N0} states.");
        int states = searches.Sum(search => search.States);
        output.WriteLine($"{states:N0} states in all.");
        Assert.InRange(states, FewestStates, int.MaxValue);
    }

    [Fact]
    public void Finds_that_nobody_looks_again_after_a_refused_claim() =>
        Finds(Sabotage.NoLook, s_steps, "Every job ends, also where nobody reads it.");

    [Fact]
    public void Finds_that_settle_ends_a_job_under_a_live_lease() =>
        Finds(Sabotage.SettleAtOnce, s_duplicate, "Nobody ends a job from outside while the worker that holds its lease runs.");

    [Fact]
    public void Finds_that_a_state_held_back_is_written_late() =>
        Finds(Sabotage.SavesInAnyOrder, s_steps, "The state saved never goes back.");

    [Fact]
    public void Finds_that_any_delivery_sends_the_next_event() =>
        Finds(Sabotage.ContinuedByAnybody, s_lostReply, "A lost reply, or a repeated start, does not multiply events.");

    [Fact]
    public void Finds_that_every_repeated_start_sends_the_event() =>
        Finds(Sabotage.RepeatedByAnybody, s_keyed, "A lost reply, or a repeated start, does not multiply events.");

    [Fact]
    public void Finds_that_nobody_sends_the_next_event_after_a_crash() =>
        Finds(Sabotage.ContinuedByNobody, s_steps, "Every job ends, also where nobody reads it.");

    [Fact]
    public void Finds_that_a_job_which_is_to_stop_is_left() =>
        Finds(Sabotage.StoppedByNobody, s_steps, "Every job ends, also where nobody reads it.");

    [Fact]
    public void Finds_that_a_message_goes_round_for_ever() =>
        Finds(Sabotage.LooksForEver, s_duplicate, "What is under way comes to a rest.");

    [Fact]
    public void Finds_that_attempts_have_no_limit() =>
        Finds(Sabotage.AttemptsWithoutLimit, s_duplicate, "There are never more attempts than MaxAttempts.");

    [Fact]
    public void Finds_that_a_worker_which_vanished_is_forgotten() =>
        Finds(Sabotage.ForgetsWhoVanished, s_steps, "The history has an attempt whose worker vanished, once.");

    [Fact]
    public void Finds_that_a_job_is_taken_from_a_worker_at_work() =>
        Finds(Sabotage.ClaimsUnderLiveLease, s_lostReply, "The method runs in one attempt at a time, where no event is delivered again.");

    [Fact]
    public void Finds_that_an_attempt_which_lost_the_job_ends_it() =>
        Finds(Sabotage.EndsWithoutLease, s_duplicate, "Only the holder of the lease writes.");

    [Fact]
    public void Finds_that_a_later_attempt_is_not_looked_at() =>
        Finds(Sabotage.NoLookAfterClaim, s_lostWord, "Every job ends, also where nobody reads it.");

    [Fact]
    public void Finds_that_a_job_which_was_given_back_is_not_looked_at() =>
        Finds(Sabotage.NoLookBeforeRelease, s_lostWord, "Every job ends, also where nobody reads it.");

    [Fact]
    public void Finds_that_settle_ends_a_start_that_was_repeated() =>
        Finds(Sabotage.OneEventForStart, s_keyedRetry, "The platform's word about one event ends no job that another event may bring on.");

    [Fact]
    public void Finds_that_settle_ends_a_start_that_is_just_repeated() =>
        Finds(Sabotage.RedispatchOverlooked, s_keyed, "The platform's word about one event ends no job that another event may bring on.");

    [Fact]
    public void Finds_that_settle_ends_a_step_whose_event_a_duplicate_could_not_send() =>
        Finds(Sabotage.OneEventForStep, s_duplicateStep, "The platform's word about one event ends no job that another event may bring on.");

    [Fact]
    public void Finds_that_a_cancel_before_the_end_is_overlooked() =>
        Finds(Sabotage.CancelOverlooked, s_steps, "A job that is to stop, and that somebody else ends, is CANCELLED.");

    private void Finds(Decisions decisions, Scenario scenario, string promise)
    {
        Counterexample? broken = new Search(decisions, scenario).Run();

        output.WriteLine(broken?.ToString() ?? "No promise is broken.");
        Assert.Equal(promise, broken?.Promise);
    }
}
