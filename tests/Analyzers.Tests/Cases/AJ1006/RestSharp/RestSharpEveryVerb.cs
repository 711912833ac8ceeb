// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public class Function
{
    private readonly RestClient _client = new("https://api.example");

    public async Task<int> Handler(string path, ILambdaContext context)
    {
        await _client.{|AJ1006:GetAsync|}(new RestRequest(path));
        await _client.{|AJ1006:PostAsync|}(new RestRequest(path));
        await _client.{|AJ1006:PutAsync|}(new RestRequest(path));
        await _client.{|AJ1006:PatchAsync|}(new RestRequest(path));
        await _client.{|AJ1006:DeleteAsync|}(new RestRequest(path));
        await _client.{|AJ1006:HeadAsync|}(new RestRequest(path));
        await _client.{|AJ1006:OptionsAsync|}(new RestRequest(path));
        await _client.{|AJ1006:DownloadDataAsync|}(new RestRequest(path));
        await _client.{|AJ1006:ExecuteAsync|}(new RestRequest(path), Method.Get);
        return _client.{|AJ1006:Execute|}(new RestRequest(path)).Content?.Length ?? 0;
    }
}
