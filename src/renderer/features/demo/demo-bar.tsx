import { useEffect, useState } from 'react';
import type { DemoPerson } from '#contract/desk.ts';
import { isSimulatedCamera } from '../../camera/open-camera.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import type { Labels } from '../../i18n/vi.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useOfficer } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, type Option } from '../../ui/choice.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CameraSight } from './camera-sight.tsx';
import styles from './demo-bar.module.css';
import { useDemoOfficers } from './use-demo-officers.ts';
import { useDemoPeople } from './use-demo-people.ts';

/** Only in the demo profile: fictitious people whose cards can be put on the software reader. */
export function DemoBar() {
  const { demo } = useLabels();
  const labels = useLabels();
  const acts = useActs();
  const people = useDemoPeople();
  const [chosen, setChosen] = useState<string | null>(null);
  const onReader = useDesk((desk) => desk.readers.some(({ simulated, card }) => simulated && card === 'present'));
  const camera = useDesk(({ capture: { task } }) => task !== null && isSimulatedCamera(task.camera));
  const person = people.find(({ id }) => id === chosen);
  useEffect(() => {
    setChosen((id) => id ?? people.find(({ hasCard }) => hasCard)?.id ?? null);
  }, [people]);

  return (
    <section className={styles.bar} aria-label={demo.bar} title={demo.note}>
      <strong className={styles.name}>{demo.bar}</strong>
      <RoleSwitch />
      <div className={styles.person}>
        <Choice
          label={demo.person}
          placeholder={demo.choose}
          options={people.map((candidate) => optionOf(candidate, labels))}
          value={chosen}
          onChoose={setChosen}
        />
      </div>
      <Button disabled={!person?.hasCard} onClick={() => person && void acts.putCard(person.id)}>
        {demo.put}
      </Button>
      <Button disabled={!onReader} onClick={() => void acts.takeCard()}>
        {demo.take}
      </Button>
      <Button disabled={!person?.hasCard} onClick={() => person && void acts.scanCard(person.id)}>
        {demo.scan}
      </Button>
      {camera ? <CameraSight people={people} /> : person?.hasCard && <PersonKeys person={person} />}
    </section>
  );
}

/** The demo's officers: the desk as each of them sees it, without a secret. */
function RoleSwitch() {
  const { demo } = useLabels();
  const words = useOfficerWords();
  const acts = useActs();
  const officers = useDemoOfficers();
  const here = useOfficer();
  return (
    <div className={styles.role}>
      <Choice
        label={demo.role}
        options={officers.map(({ id, roles }) => ({
          value: id,
          label: `${id} ${roles.map((role) => words.roles[role]).join(', ')}`,
        }))}
        value={here?.id ?? null}
        onChoose={(id) => void acts.beOfficer(id)}
      />
    </div>
  );
}

function optionOf({ id, name, note, hasCard, trick }: DemoPerson, { demo }: Labels): Option<string> {
  return { value: id, label: name, note: [trick && demo.trick, note].filter(Boolean).join(' · '), disabled: !hasCard };
}

/** What is printed on the sample card, to copy or to put into the key field. */
function PersonKeys({ person }: { readonly person: DemoPerson }) {
  const { demo } = useLabels();
  const acts = useActs();
  const asked = useDesk((desk) => desk.reading?.phase === 'awaitingKey');
  const mrz = person.mrz.join('\n');
  return (
    <div className={styles.keys}>
      <span className={styles.label}>{demo.can}</span>
      <code>{person.can}</code>
      <Button
        look="quiet"
        disabled={!asked}
        aria-label={`${demo.fill}: ${demo.can}`}
        onClick={() => acts.fillKey({ kind: 'can', can: person.can })}
      >
        {demo.fill}
      </Button>
      <CopyButton text={person.can} what={demo.can} />
      <span className={styles.label}>{demo.mrz}</span>
      <code className={styles.mrz} title={mrz}>
        {person.mrz[0]}
      </code>
      <Button
        look="quiet"
        disabled={!asked}
        aria-label={`${demo.fill}: ${demo.mrz}`}
        onClick={() => acts.fillKey({ kind: 'mrz', mrz })}
      >
        {demo.fill}
      </Button>
      <CopyButton text={mrz} what={demo.mrz} />
    </div>
  );
}
