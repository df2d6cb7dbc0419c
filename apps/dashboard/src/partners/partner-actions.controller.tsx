import { DashboardPath, listPartners, lockPartner, OperatorPath, recordAuditEvent } from '@app/persistence';
import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { fieldOf } from '../access/form-token-field';
import { requireOperator, sessionOf } from '../access/gate';
import { ConfirmPage } from '../pages/confirm-page';
import { asPage } from '../pages/send-page';
import { LimitFields, SecretField } from './action-fields';
import { type Done } from './done';
import { ACTIONS, type PartnerAction, revocationLabel } from './partner-actions';
import { partnerAddress } from './partner-address';
import { MADE_AT, revocableSecret } from './secret-actions';
import { SecretPage } from './secret-page';

/** What operators do to partners: asked for on a page of its own, done in one transaction with its entry in the audit trail. */
@Controller('partners')
export class PartnerActionsController {
  constructor(
    private readonly dashboardPath: DashboardPath,
    private readonly operatorPath: OperatorPath,
  ) {}

  @Get(':clientId/:action')
  async confirm(
    @Param('clientId') clientId: string,
    @Param('action') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const action = actionNamed(name);
    const session = sessionOf(request);
    requireOperator(session);
    const partners = await this.dashboardPath.transaction(listPartners);
    const partner = partners.find((known) => known.clientId === clientId);
    if (partner === undefined) throw new NotFoundException();
    const { consequence, grave } = ACTIONS[action];
    const madeAt = fieldOf(request.query, MADE_AT);
    const secret = action === 'revoke' ? revocableSecret(partner, madeAt) : null;
    const label = secret === null ? ACTIONS[action].label : revocationLabel(secret);
    return asPage(
      reply,
      <ConfirmPage
        session={session}
        place="/partners"
        title={`${label}: ${partner.name}`}
        consequence={consequence}
        verb={label}
        grave={grave}
        back={partnerAddress(clientId)}
      >
        {action === 'limits' && <LimitFields limits={partner} />}
        {secret !== null && <SecretField secret={secret} />}
      </ConfirmPage>,
    );
  }

  @Post(':clientId/:action')
  async act(
    @Param('clientId') clientId: string,
    @Param('action') name: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = sessionOf(request);
    const { secret } = await this.run(actionNamed(name), clientId, session.user.name, form);
    if (secret === undefined) await reply.redirect(partnerAddress(clientId), 303);
    else
      await reply.send(asPage(reply, <SecretPage session={session} clientId={clientId} secret={secret} />));
  }

  private run(action: PartnerAction, clientId: string, userName: string, form: unknown): Promise<Done> {
    return this.operatorPath.transaction(async (transaction) => {
      const partner = await lockPartner(transaction, clientId);
      if (partner === null) throw new NotFoundException();
      const done = await ACTIONS[action].run(transaction, partner, form);
      const { audited, detail } = done;
      await recordAuditEvent(transaction, {
        userName,
        action: audited,
        clientId,
        statusCheckId: null,
        detail,
      });
      return done;
    });
  }
}

function actionNamed(name: string): PartnerAction {
  if (!Object.hasOwn(ACTIONS, name)) throw new NotFoundException();
  return name as PartnerAction;
}
