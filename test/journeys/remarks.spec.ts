import { expect, preferPlainText, test } from './workbook.ts';

const TEXT = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16 } }
  S3Gw:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.us-east-1.s3
      PolicyDocument:
        Statement: { Effect: Allow, Principal: "*", Action: s3:GetObjekt, Resource: "*" }
`;

test('an action that does not exist is remarked on, also when the catalogue comes after the verdict', async ({
  context,
  page,
  server,
}) => {
  await preferPlainText(context);
  await page.goto(`${server.url}/lab/F01`);
  await page.locator('.editor textarea').fill(TEXT);
  await expect(page.getByText('Did you mean s3:GetObject?')).toBeVisible();
});
