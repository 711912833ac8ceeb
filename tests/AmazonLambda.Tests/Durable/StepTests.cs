using Amazon.Lambda.DurableExecution;

namespace AsyncJobs.AmazonLambda.Tests.Durable;

/// <summary>Steps of Amazon's durable functions whose work outlasts the invocation, with and without the budget: what AJ1012 and the guide say of them.</summary>
public sealed class StepTests
{
    private readonly Checkpoints _checkpoints = new();

    [Fact]
    public async Task The_step_s_own_token_does_not_fire_for_the_deadline_and_nothing_is_recorded()
    {
        DurableExecutionInvocationOutput output = await new Invocation().RunAsync(
            (order, context) => context.StepAsync(async (_, token) =>
            {
                using InvocationBudget budget = context.LambdaContext.CreateBudget();
                await EndOf(budget.Token);
                return $"{order} {token.IsCancellationRequested} {_checkpoints.Ends.Length}";
            }),
            _checkpoints);

        Assert.Equal((InvocationStatus.Succeeded, "\"order-7 False 0\""), (output.Status, output.Result));
    }

    [Fact]
    public async Task A_step_that_is_linked_with_the_budget_is_tried_again_in_another_invocation()
    {
        DurableExecutionInvocationOutput output = await new Invocation().RunAsync(
            (_, context) => context.StepAsync(
                async (_, token) =>
                {
                    using InvocationBudget budget = context.LambdaContext.CreateBudget();
                    using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                    await Task.Delay(Timeout.InfiniteTimeSpan, limit.Token);
                    return "never";
                },
                "charge",
                new StepConfig { RetryStrategy = RetryStrategy.Transient }),
            _checkpoints);

        Assert.Equal(InvocationStatus.Pending, output.Status);
        Assert.Equal(["RETRY System.Threading.Tasks.TaskCanceledException"], _checkpoints.Ends);
    }

    [Fact]
    public async Task Without_a_retry_strategy_it_fails_and_the_workflow_can_go_on()
    {
        DurableExecutionInvocationOutput output = await new Invocation().RunAsync(
            async (_, context) =>
            {
                try
                {
                    return await context.StepAsync(async (_, token) =>
                    {
                        using InvocationBudget budget = context.LambdaContext.CreateBudget();
                        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                        await Task.Delay(Timeout.InfiniteTimeSpan, limit.Token);
                        return "never";
                    });
                }
                catch (StepException failed)
                {
                    return failed.ErrorType!;
                }
            },
            _checkpoints);

        Assert.Equal((InvocationStatus.Succeeded, "\"System.Threading.Tasks.TaskCanceledException\""), (output.Status, output.Result));
        Assert.Equal(["FAIL System.Threading.Tasks.TaskCanceledException"], _checkpoints.Ends);
    }

    [Fact]
    public async Task The_budget_s_token_given_to_the_operation_itself_ends_the_whole_execution()
    {
        DurableExecutionInvocationOutput output = await new Invocation().RunAsync(
            async (_, context) =>
            {
                using InvocationBudget budget = context.LambdaContext.CreateBudget();
                return await context.StepAsync(
                    async (_, token) =>
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, token);
                        return "never";
                    },
                    config: new StepConfig { RetryStrategy = RetryStrategy.Transient },
                    cancellationToken: budget.Token);
            },
            _checkpoints);

        Assert.Equal(InvocationStatus.Failed, output.Status);
        Assert.Empty(_checkpoints.Ends);
    }

    [Fact]
    public async Task A_client_under_the_budget_that_the_handler_enters_ends_the_step_too()
    {
        Invocation invocation = new();
        using HttpClient http = new(new BudgetHandler("pricing", new NoAnswer())) { Timeout = Timeout.InfiniteTimeSpan };
        using InvocationBudget budget = invocation.CreateBudget();
        using EnteredScope entered = budget.Enter();

        DurableExecutionInvocationOutput output = await invocation.RunAsync(
            (_, context) => context.StepAsync(
                (_, token) => http.GetStringAsync("https://pricing.example/", token),
                config: new StepConfig { RetryStrategy = RetryStrategy.Transient }),
            _checkpoints);

        Assert.Equal(InvocationStatus.Pending, output.Status);
        Assert.Equal(["RETRY AsyncJobs.BudgetExceededException"], _checkpoints.Ends);
    }

    private static async Task EndOf(CancellationToken token)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = token.Register(ended.SetResult);
        await ended.Task;
    }

    private sealed class NoAnswer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("It was to wait for ever.");
        }
    }
}
