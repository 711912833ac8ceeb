public interface IFront
{
    Task<string> Ask(string path, CancellationToken stop);
}

public interface IMiddle
{
    Task<string> Fetch(string path, CancellationToken stop);
}

public interface IBack
{
    Task<string> Get(string path, CancellationToken stop);
}

public sealed class Back(HttpClient http) : IBack
{
    public Task<string> Get(string path, CancellationToken stop) => http.GetStringAsync(path, stop);
}

public sealed class Middle(IBack back) : IMiddle
{
    public Task<string> Fetch(string path, CancellationToken stop) => back.Get(path, stop);
}

public sealed class Front(IMiddle middle) : IFront
{
    public async Task<string> Ask(string path, CancellationToken stop) => await middle.Fetch(path, stop);
}

public sealed class Function(IFront front)
{
    public async Task<string> Handler(string path)
    {
        using var source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(10))|};
        return await front.Ask(path, source.Token);
    }
}
