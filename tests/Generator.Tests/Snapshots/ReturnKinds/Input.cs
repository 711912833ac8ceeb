namespace Acme;

public static class Returns
{
    [AsyncJob("POST /void")]
    public static void Void(JobContext job) { }

    [AsyncJob("POST /value")]
    public static int Value(JobContext job) => 1;

    [AsyncJob("POST /task")]
    public static Task Task(JobContext job) => System.Threading.Tasks.Task.CompletedTask;

    [AsyncJob("POST /task-of")]
    public static Task<int> TaskOf(JobContext job) => System.Threading.Tasks.Task.FromResult(1);

    [AsyncJob("POST /value-task")]
    public static ValueTask ValueTask(JobContext job) => default;

    [AsyncJob("POST /value-task-of")]
    public static ValueTask<int> ValueTaskOf(JobContext job) => new(1);

    [AsyncJob("POST /nullable-reference")]
    public static Task<string?> NullableReference(JobContext job) => System.Threading.Tasks.Task.FromResult<string?>(null);

    [AsyncJob("POST /nullable-value")]
    public static ValueTask<int?> NullableValue(JobContext job) => default;
}
