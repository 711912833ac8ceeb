public class Holder
{
    private readonly System.Net.Http.HttpClient client = new System.Net.Http.HttpClient
    {
        {|AJ1001:Timeout = System.TimeSpan.FromSeconds(7)|}
    };
}
