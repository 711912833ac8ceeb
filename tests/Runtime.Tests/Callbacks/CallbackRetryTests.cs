using System.Net;
using System.Net.Sockets;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

/// <summary>
/// Receivers that do not take a callback, or should not get it, where no queue brings the later tries. The pauses are the longest that the jitter gives:
/// 1, 2, 4 and 8 s.
/// </summary>
public sealed class CallbackRetryTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task A_callback_that_is_not_taken_is_sent_again_under_the_same_id()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, number) =>
        {
            context.Response.StatusCode = number switch { 1 => 500, 2 => 429, 3 => 404, _ => 200 };
            context.Response.Headers.SetCookie = "session=1; Path=/";
            return Task.CompletedTask;
        };
        Task work = bed.Bed.WorkAsync();

        await bed.PassPausesAsync(1, 2, 4);
        await work;

        List<ReceivedCallback> received = [];
        for (int i = 0; i < 4; i++)
            received.Add(await bed.Receiver.NextAsync());
        Assert.Equal(4, bed.Receiver.Count);
        Assert.All(received, callback => Assert.Equal((id, false), (callback.Headers["webhook-id"], callback.Headers.ContainsKey("cookie"))));
        Assert.All(received, callback => Assert.Equal(received[0].Body, callback.Body));
        long start = TestClock.Noon.ToUnixTimeSeconds();
        Assert.Equal([start, start + 1, start + 3, start + 7], received.Select(callback => long.Parse(callback.Headers["webhook-timestamp"], null)));
        Assert.Equal(4, received.Select(callback => callback.Headers["webhook-signature"]).Distinct().Count());
        Assert.Equal((JobCallbackStatus.Delivered, 4), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task After_five_attempts_it_is_given_up_and_the_job_stays_as_it_ended()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Task work = bed.Bed.WorkAsync();

        await bed.PassPausesAsync(1, 2, 4, 8);
        await work;

        Assert.Equal(5, bed.Receiver.Count);
        Assert.Equal((JobStatus.Succeeded, JobCallbackStatus.Failed, 5), (bed.Bed.Record(id).Status, bed.Callback(id).Status, bed.Callback(id).Attempts));
        Assert.Equal("The receiver answered with 503.", Assert.Single(bed.LoggedCallbacks()).Message);
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_that_is_gone_is_not_asked_again()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };

        await bed.Bed.WorkAsync();

        Assert.Equal((1, JobCallbackStatus.Failed, 1), (bed.Receiver.Count, bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Theory(Timeout = Patience)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        await bed.StartJobAsync();
        bed.Receiver.Answer = (context, number) =>
        {
            context.Response.StatusCode = number == 1 ? status : 200;
            context.Response.Headers.Location = "https://hooks.example.com/elsewhere";
            return Task.CompletedTask;
        };
        Task work = bed.Bed.WorkAsync();

        await bed.PassPausesAsync(1);
        await work;

        ReceivedCallback[] received = [await bed.Receiver.NextAsync(), await bed.Receiver.NextAsync()];
        Assert.All(received, callback => Assert.Equal("/jobs/done?token=secret-query", callback.Target));
        Assert.Equal(2, bed.Receiver.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_that_hangs_ends_inside_the_invocation()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        Task work = bed.Bed.WorkAsync(invocation: bed.Bed.Invocation(time: TimeSpan.FromSeconds(8)));
        await bed.Receiver.NextAsync();

        // Half of the job's reserve stays to write down what came of it.
        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(7.5));
        await work;

        Assert.Equal((JobCallbackStatus.Failed, 1), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    // Whoever removes the job counts on it: an invocation of 90 minutes must not send a callback after them.
    [Theory(Timeout = Patience)]
    [InlineData("get", "callback.not-sent", true)]
    [InlineData("RecordCallback", "callback.not-recorded", false)]
    public async Task A_callback_takes_minutes_at_most_however_long_its_invocation_may(string held, string logged, bool isTriedByARetry)
    {
        await using CallbackBed bed = await CallbackBed.StartAsync();
        await bed.StartJobAsync();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bed.Bed.Store.Hold = (call, ended) =>
        {
            if (call != held)
                return default;

            reached.TrySetResult();
            return new(Task.Delay(Timeout.Infinite, ended));
        };
        Task work = bed.Bed.WorkAsync(invocation: bed.Bed.Invocation(time: TimeSpan.FromMinutes(90)));
        await reached.Task;

        bed.Bed.Clock.Advance(TimeSpan.FromMinutes(5));
        Exception? failure = await Record.ExceptionAsync(() => work);

        Assert.Equal(isTriedByARetry, failure is OperationCanceledException);
        Assert.Contains(logged, bed.Bed.Log.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_that_is_slow_to_answer_once_is_asked_again()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        bed.Receiver.Answer = (context, number) => number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask;
        Task work = bed.Bed.WorkAsync();
        await bed.Receiver.NextAsync();

        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(20));
        await bed.PassPausesAsync(1);
        await work;

        Assert.Equal((JobCallbackStatus.Delivered, 2), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_that_never_shakes_hands_ends_inside_the_invocation()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        using TcpListener mute = new(IPAddress.Loopback, 0);
        mute.Start();
        bed.Receiver.Elsewhere = (IPEndPoint)mute.LocalEndpoint;
        string id = await bed.StartJobAsync();
        Task work = bed.Bed.WorkAsync(invocation: bed.Bed.Invocation(time: TimeSpan.FromSeconds(8)));
        using Socket connection = await mute.AcceptSocketAsync(TestContext.Current.CancellationToken);

        bed.Bed.Clock.Advance(TimeSpan.FromSeconds(7.5));
        await work;

        Assert.Equal((JobCallbackStatus.Failed, 1), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_an_answer_without_end_nothing_is_read_and_the_connection_is_closed()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        string id = await bed.StartJobAsync();
        TaskCompletionSource closed = new();
        bed.Receiver.Answer = async (context, _) =>
        {
            context.RequestAborted.Register(() => closed.TrySetResult());
            byte[] part = new byte[4096];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
        };

        await bed.Bed.WorkAsync();
        await closed.Task;

        Assert.Equal((JobCallbackStatus.Delivered, 1), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task A_receiver_without_the_right_certificate_gets_nothing()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(certificateName: "evil.example", hasQueue: false);
        string id = await bed.StartJobAsync();
        Task work = bed.Bed.WorkAsync();

        await bed.PassPausesAsync(1, 2, 4, 8);
        await work;

        Assert.Equal((0, JobCallbackStatus.Failed), (bed.Receiver.Count, bed.Callback(id).Status));
        Assert.Contains("SecureConnectionError", Assert.Single(bed.LoggedCallbacks()).Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:93.184.215.14")]
    [InlineData("64:ff9b::5db8:d70e")]
    public async Task A_host_without_public_address_is_never_connected_to(string address)
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        bed.Receiver.Resolve = _ => [IPAddress.Parse(address)];
        string id = await bed.StartJobAsync();

        await bed.Bed.WorkAsync();

        Assert.Empty(bed.Receiver.Connects);
        Assert.Equal((JobCallbackStatus.Failed, 1), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_several_addresses_only_the_public_ones_are_connected_to()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        bed.Receiver.Resolve = _ => [IPAddress.Loopback, CallbackReceiver.PublicAddress, IPAddress.IPv6Loopback];
        await bed.StartJobAsync();

        await bed.Bed.WorkAsync();

        Assert.Equal([CallbackReceiver.PublicAddress], Assert.Single(bed.Receiver.Connects));
    }

    [Fact(Timeout = Patience)]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_judged_the_second_time()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        bed.Receiver.Resolve = lookup => [lookup == 1 ? CallbackReceiver.PublicAddress : IPAddress.Loopback];
        bed.Receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        string id = await bed.StartJobAsync();
        Task work = bed.Bed.WorkAsync();

        await bed.PassPausesAsync(1);
        await work;

        Assert.Equal([CallbackReceiver.PublicAddress], Assert.Single(bed.Receiver.Connects));
        Assert.Equal((JobCallbackStatus.Failed, 2), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task A_name_that_cannot_be_looked_up_is_tried_again()
    {
        await using CallbackBed bed = await CallbackBed.StartAsync(hasQueue: false);
        bed.Receiver.Resolve = lookup => lookup == 1 ? throw new SocketException((int)SocketError.TryAgain) : [CallbackReceiver.PublicAddress];
        string id = await bed.StartJobAsync();
        Task work = bed.Bed.WorkAsync();

        await bed.PassPausesAsync(1);
        await work;

        Assert.Equal((JobCallbackStatus.Delivered, 2), (bed.Callback(id).Status, bed.Callback(id).Attempts));
    }
}
